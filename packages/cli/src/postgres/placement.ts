import { createHash } from "node:crypto";
import { chmod, lstat, mkdir, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Binaries, completeBinaries, copyBinaries, findBinaries, program } from "./binaries.js";
import { embeddedPostgresError } from "./database-error.js";
import { isErrno } from "./is-alive.js";
import { stopPostmaster } from "./postmaster.js";
import { canEnter, canRun, findServerAccount, type ServerAccount } from "./server-account.js";

/** Where a server's programs and data are, and whom it runs as. */
export interface Placement {
  /** The folder that was asked for: password, log, list of users. */
  readonly home: string;
  /** Postgres' own data folder; it may not exist yet, its parent does. */
  readonly data: string;
  readonly binaries: Binaries;
  /** Null: the user of this process. */
  readonly account: ServerAccount | null;
}

/** Where root keeps what the server's account cannot reach in the project. Only root may write here, unlike /var/tmp. */
const rootFolder = "/var/lib/flowline";

/**
 * Decides where a server lives. Its data stands in `home`, its programs in node_modules. Both can be out of reach: when
 * root works in /root or in any folder with mode 700, the account that the server runs as sees neither. Then the data
 * goes to a folder of ours below /var/lib, with a link and a note in `home`, and the programs are copied beside it.
 */
export async function choosePlacement(home: string): Promise<Placement> {
  const installed = await findBinaries();
  const complete = await completeBinaries(installed);
  const link = join(home, "data");
  const account = await findServerAccount(link);
  if (account === null) {
    const binaries = complete ? installed : await copyBinaries(installed, join(home, `postgres-${installed.version}`));
    return { home, data: link, binaries, account };
  }
  const reachable = complete && (await canRun(account, program(installed, "postgres"), ["--version"]));
  const binaries = reachable ? installed : await copyForAccount(installed, account);
  return { home, data: await placeData(home, account), binaries, account };
}

async function copyForAccount(installed: Binaries, account: ServerAccount): Promise<Binaries> {
  await makeOpenFolder(rootFolder);
  const copy = await copyBinaries(installed, join(rootFolder, `postgres-${installed.version}`));
  if (await canRun(account, program(copy, "postgres"), ["--version"])) return copy;
  throw embeddedPostgresError(
    `The Postgres programs do not start on this machine as user ${account.uid} (tried ${copy.root}).`,
    "Run the command as an ordinary user.",
  );
}

async function placeData(home: string, account: ServerAccount): Promise<string> {
  const link = join(home, "data");
  const kind = await kindOf(link);
  if (kind === "link") return await realpath(link).catch(() => makeAside(home));
  if (await canEnter(account, home)) return link;
  if (kind === "folder") {
    throw embeddedPostgresError(
      `The database in ${link} belongs to user ${account.uid}, who can no longer enter ${home}.`,
      "Give that user the right to enter the folders above it (chmod o+x), or delete the folder and start afresh.",
    );
  }
  return await makeAside(home);
}

/** Data beside the project. What stands there already belonged to a `home` that somebody has deleted since. */
async function makeAside(home: string): Promise<string> {
  const name = createHash("sha256")
    .update(await realpath(home))
    .digest("hex")
    .slice(0, 16);
  const aside = join(rootFolder, name);
  await stopPostmaster(join(aside, "data"));
  await rm(aside, { recursive: true, force: true });
  await makeOpenFolder(rootFolder);
  await makeOpenFolder(aside);
  await rm(join(home, "data"), { force: true });
  await symlink(join(aside, "data"), join(home, "data"));
  await writeFile(
    join(home, "WHERE-THE-DATA-IS.txt"),
    [
      "Postgres does not run as root, and the account that it runs as instead cannot enter this folder.",
      `So the data of this project's development database is in ${aside}, and "data" here is a link to it.`,
      "To begin with an empty database, stop every flow command of this project and delete this folder.",
      "",
    ].join("\n"),
  );
  return join(aside, "data");
}

async function makeOpenFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true });
  // Not the mode of mkdir: the umask would narrow it.
  await chmod(path, 0o755);
}

async function kindOf(path: string): Promise<"none" | "link" | "folder"> {
  try {
    return (await lstat(path)).isSymbolicLink() ? "link" : "folder";
  } catch (error) {
    if (isErrno(error, "ENOENT")) return "none";
    throw error;
  }
}
