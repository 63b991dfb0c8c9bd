import { createHash } from "node:crypto";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { listSourceFiles } from "../1-load/list-source-files.js";

/**
 * What a compile depends on, by name: a hash of each file that it read and of each that it would have read first, had it
 * been there. Two equal fingerprints mean two equal compiles.
 */
export type Fingerprint = ReadonlyMap<string, string>;

/** The sources of a project, by path: those that are flows, and those that may become some. */
export async function fingerprintSources(projectDir: string): Promise<Fingerprint> {
  return new Map((await listSourceFiles(projectDir)).map(path => [fileKey(path), hashFile(path)]));
}

/** The key of a file in a fingerprint. */
export function fileKey(path: string): string {
  return `file ${path}`;
}

/** The path behind a key, where it is that of a file. */
export function fileOfKey(key: string): string | null {
  return key.startsWith("file ") ? key.slice("file ".length) : null;
}

/** The sources, and what decides where imports lead: packages that are installed, manifests, files that stand in the way. */
export async function fingerprintAll(projectDir: string, inputs: readonly string[]): Promise<Fingerprint> {
  const found = new Map(await fingerprintSources(projectDir));
  for (const path of inputs) if (!found.has(fileKey(path))) found.set(fileKey(path), hashFile(path));
  const sources = [...found.keys()].flatMap(key => fileOfKey(key) ?? []);
  const folders = new Set([projectDir, ...sources.map(path => dirname(path))]);
  for (const folder of folders) found.set(`names ${folder}`, hash(namesIn(folder)));
  for (const folder of sources.filter(isIndex).map(path => dirname(dirname(path)))) {
    if (!folders.has(folder)) found.set(`names ${folder}`, hash(namesIn(folder)));
  }
  for (const folder of withParents(folders)) {
    found.set(`manifest ${folder}`, hashFile(join(folder, "package.json")));
    if (basename(folder) !== "node_modules") found.set(`packages ${folder}`, hash(packagesIn(folder)));
  }
  return found;
}

/** `a/index.ts` is found as `a`, beside which `a.ts` would come first. */
function isIndex(path: string): boolean {
  return basename(path).startsWith("index.");
}

function withParents(folders: ReadonlySet<string>): ReadonlySet<string> {
  const all = new Set<string>();
  for (const start of folders) {
    for (let folder = start; !all.has(folder); folder = dirname(folder)) all.add(folder);
  }
  return all;
}

/** Names alone: whose text matters stands in the fingerprint for itself. What we write ourselves changes nothing. */
function namesIn(folder: string): string {
  const names = entriesOf(folder).filter(name => !name.startsWith(".") && !/\.ir\.json$|\.tmp$/.test(name));
  return names.join("\n");
}

/** The packages that are installed in a folder, and where those that are linked lead. */
function packagesIn(folder: string): string {
  const parent = join(folder, "node_modules");
  const scopes = entriesOf(parent).filter(name => name.startsWith("@"));
  return [parent, ...scopes.map(scope => join(parent, scope))].flatMap(place => [place, ...linksIn(place)]).join("\n");
}

function linksIn(folder: string): readonly string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries
      .map(entry => `${entry.name} ${entry.isSymbolicLink() ? targetOf(join(folder, entry.name)) : ""}`)
      .sort();
  } catch {
    return [];
  }
}

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    // What is not there, or may not be read, can hold nothing that was read.
    return [];
  }
}

function targetOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return "";
  }
}

function hashFile(path: string): string {
  try {
    return hash(readFileSync(path));
  } catch {
    return "missing";
  }
}

/** The hash of a text or of a file's bytes. */
export function hash(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("base64url");
}

/** The keys under which two fingerprints differ. */
export function differences(before: Fingerprint, now: Fingerprint): readonly string[] {
  const keys = new Set([...before.keys(), ...now.keys()]);
  return [...keys].filter(key => before.get(key) !== now.get(key));
}
