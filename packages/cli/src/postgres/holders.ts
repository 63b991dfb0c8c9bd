import { readdirSync, readFileSync, rmSync } from "node:fs";
import { mkdir, open, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive, isErrno } from "./is-alive.js";

/*
 * One server, several processes. `flow dev`, `flow worker` and `flow runs` of one project use the same server; the
 * first starts it and the last stops it, in whatever order they end. Each holds a file named after its process id; a
 * file whose process is dead counts for nothing, so a SIGKILL leaves no debt. Starting and stopping happen under a lock,
 * so that nobody joins a server which is being stopped.
 */

const lockPatienceMs = 120_000;
const lockPollMs = 50;
let count = 0;

/** This process's use of one server. */
export interface Holder {
  /** Gives it up. Returns whether somebody else still uses the server. */
  release(): boolean;
}

/** Notes that this process uses the server of `home`. Call it under the lock. */
export async function holdServer(home: string): Promise<Holder> {
  const folder = join(home, "users");
  await mkdir(folder, { recursive: true });
  count += 1;
  const name = `${process.pid}.${count}`;
  await writeFile(join(folder, name), "");
  return {
    release: (): boolean => {
      rmSync(join(folder, name), { force: true });
      return listHolders(folder).some(other => isAlive(Number(other.split(".")[0])));
    },
  };
}

/** Runs `body` while no other process starts or stops the server of `home`. */
export async function withServerLock<T>(home: string, body: () => Promise<T>): Promise<T> {
  const file = join(home, "lock");
  const deadline = Date.now() + lockPatienceMs;
  while (!(await takeLock(file))) {
    if (Date.now() > deadline || (await isAbandoned(file))) await rm(file, { force: true });
    else await sleep(lockPollMs);
  }
  try {
    return await body();
  } finally {
    await rm(file, { force: true });
  }
}

/** Whether another live process starts or stops the server of `home` at this moment. */
export function isLockedByAnother(home: string): boolean {
  try {
    const pid = Number(readFileSync(join(home, "lock"), "utf8"));
    return pid !== process.pid && isAlive(pid);
  } catch (error) {
    if (isErrno(error, "ENOENT")) return false;
    throw error;
  }
}

async function takeLock(file: string): Promise<boolean> {
  try {
    const handle = await open(file, "wx");
    await handle.writeFile(String(process.pid));
    await handle.close();
    return true;
  } catch (error) {
    if (isErrno(error, "EEXIST")) return false;
    throw error;
  }
}

/** A lock whose process died. An empty one is being written, unless it stays empty. */
async function isAbandoned(file: string): Promise<boolean> {
  try {
    const text = await readFile(file, "utf8");
    if (text !== "") return !isAlive(Number(text));
    return Date.now() - (await stat(file)).mtimeMs > 1_000;
  } catch (error) {
    if (isErrno(error, "ENOENT")) return false;
    throw error;
  }
}

function listHolders(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (isErrno(error, "ENOENT")) return [];
    throw error;
  }
}
