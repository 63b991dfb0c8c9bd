import { execFile } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { promisify } from "node:util";
import { embeddedPostgresError } from "./database-error.js";
import { isErrno } from "./is-alive.js";

const execute = promisify(execFile);

/** The account that a server runs as. Postgres refuses to run as root. */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

/** Accounts that root may lend to the server, best first: `nobody` is there on every machine. */
const candidates = ["postgres", "_postgres", "nobody"];

/**
 * Whom the server runs as, or null for the user of this process. Only root needs another account: the owner of the
 * data where there is data already, else one that exists. No account is created, that is not a package's business.
 */
export async function findServerAccount(data: string): Promise<ServerAccount | null> {
  if (process.getuid?.() !== 0) return null;
  const owner = await ownerOf(data);
  if (owner !== undefined && owner.uid !== 0) return owner;
  const passwd = await readFile("/etc/passwd", "utf8").catch(() => "");
  const account = candidates.map(name => accountIn(passwd, name)).find(found => found !== undefined);
  if (account !== undefined) return account;
  throw embeddedPostgresError(
    "Postgres does not run as root, and this machine has no account to lend it: neither postgres nor nobody.",
    "Run the command as an ordinary user.",
  );
}

/** Whether that account can run a program: asked of the system, not guessed from modes. */
export async function canRun(account: ServerAccount, file: string, args: readonly string[]): Promise<boolean> {
  try {
    await execute(file, args, { ...account, cwd: "/" });
    return true;
  } catch (error) {
    // Thrown by setuid itself; what the program or the file's mode say is another errno or an exit code.
    if (isErrno(error, "EINVAL") || isErrno(error, "EPERM")) throw cannotBecome(account, error);
    return false;
  }
}

/** A root of a container or user namespace that holds no other accounts. */
function cannotBecome(account: ServerAccount, cause: unknown): Error {
  return embeddedPostgresError(
    `Postgres does not run as root, and this root may not start a process as user ${account.uid}.`,
    "Run the command as an ordinary user.",
    cause,
  );
}

/** Whether that account can reach what lies in a folder. */
export function canEnter(account: ServerAccount, folder: string): Promise<boolean> {
  return canRun(account, "/bin/sh", ["-c", 'cd -- "$1"', "sh", folder]);
}

async function ownerOf(path: string): Promise<ServerAccount | undefined> {
  try {
    const { uid, gid } = await stat(path);
    return { uid, gid };
  } catch (error) {
    if (isErrno(error, "ENOENT")) return undefined;
    throw error;
  }
}

function accountIn(passwd: string, name: string): ServerAccount | undefined {
  const fields = passwd
    .split("\n")
    .find(line => line.startsWith(`${name}:`))
    ?.split(":");
  const [uid, gid] = [Number(fields?.[2]), Number(fields?.[3])];
  return Number.isInteger(uid) && Number.isInteger(gid) ? { uid, gid } : undefined;
}
