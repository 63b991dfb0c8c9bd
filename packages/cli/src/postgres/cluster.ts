import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chown, mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { majorVersion, program } from "./binaries.js";
import { embeddedPostgresError } from "./database-error.js";
import { isErrno } from "./is-alive.js";
import type { Placement } from "./placement.js";
import { serverEnvironment } from "./server-process.js";

const execute = promisify(execFile);

/** The superuser of our clusters. */
export const clusterUser = "app";

/** Makes the cluster where there is none, checks it where there is one, and returns its password. */
export async function prepareCluster(placement: Placement, durable: boolean): Promise<string> {
  if (!(await exists(join(placement.data, "PG_VERSION")))) return await createCluster(placement, durable);
  await checkOwner(placement);
  await checkVersion(placement);
  return await readPassword(placement);
}

/** initdb into a folder of another name, renamed when complete: a killed first start leaves no half cluster. */
async function createCluster(placement: Placement, durable: boolean): Promise<string> {
  const { home, data, binaries, account } = placement;
  const password = randomBytes(24).toString("base64url");
  const fresh = join(dirname(data), "data.new");
  const passwordForInit = join(dirname(data), "password.new");
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { mode: 0o700 });
  await writeFile(passwordForInit, password, { mode: 0o600 });
  if (account !== null) {
    await chown(fresh, account.uid, account.gid);
    await chown(passwordForInit, account.uid, account.gid);
  }
  try {
    await execute(program(binaries, "initdb"), initArguments(fresh, passwordForInit, durable), {
      ...account,
      cwd: dirname(data),
      env: serverEnvironment(),
    });
  } catch (error) {
    throw embeddedPostgresError(
      `Postgres could not create its data folder in ${dirname(data)}: ${lastLines(error)}`,
      "Check that the disk is writable and not full.",
      error,
    );
  } finally {
    await rm(passwordForInit, { force: true });
  }
  await writeFile(passwordFile(home), password, { mode: 0o600 });
  // An empty folder from a run that was killed between mkdir and here.
  await rm(data, { recursive: true, force: true });
  await rename(fresh, data);
  return password;
}

function initArguments(data: string, passwordForInit: string, durable: boolean): readonly string[] {
  return [
    `--pgdata=${data}`,
    `--username=${clusterUser}`,
    `--pwfile=${passwordForInit}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    // Independent of the machine's locales: the same order and the same case rules everywhere.
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--set=timezone=UTC",
    "--set=log_timezone=UTC",
    ...(durable ? [] : ["--no-sync"]),
  ];
}

async function checkOwner({ data, account }: Placement): Promise<void> {
  const { uid } = await stat(data);
  const mine = account?.uid ?? process.getuid?.();
  if (mine === undefined || uid === mine) return;
  throw embeddedPostgresError(
    `The development database in ${data} belongs to user ${uid}, and you are user ${mine}.`,
    "Run the command as the user who created it, or delete that folder to begin with an empty database.",
  );
}

async function checkVersion({ data, binaries }: Placement): Promise<void> {
  const found = (await readFile(join(data, "PG_VERSION"), "utf8")).trim();
  if (found === majorVersion(binaries)) return;
  throw embeddedPostgresError(
    `The development database in ${data} was made by Postgres ${found}; the installed one is ${binaries.version}.`,
    "Delete that folder to begin with an empty database.",
  );
}

async function readPassword({ home, data }: Placement): Promise<string> {
  try {
    return (await readFile(passwordFile(home), "utf8")).trim();
  } catch (error) {
    throw embeddedPostgresError(
      `The password of the development database in ${data} cannot be read from ${passwordFile(home)}.`,
      "Bring the file back, or delete the folder to begin with an empty database.",
      error,
    );
  }
}

function passwordFile(home: string): string {
  return join(home, "password");
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (isErrno(error, "ENOENT")) return false;
    throw error;
  }
}

function lastLines(error: unknown): string {
  const text = error instanceof Error && "stderr" in error ? String(error.stderr) : String(error);
  return text.trim().split("\n").slice(-3).join(" ");
}
