import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive, isErrno, mayBePostgres } from "./is-alive.js";

/** What a running server says of itself in `postmaster.pid`. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

const stopTimeoutMs = 30_000;
const pollMs = 20;

/**
 * The server that runs on a data folder, or undefined. A file that a killed server left behind is not one: its number
 * may belong to nobody, to a zombie or to another program by now. Synchronous, so that it can be asked while we exit.
 */
export function findPostmaster(data: string): Postmaster | undefined {
  const file = join(data, "postmaster.pid");
  let lines: readonly string[];
  try {
    lines = readFileSync(file, "utf8").split("\n");
  } catch (error) {
    if (isErrno(error, "ENOENT")) return undefined;
    throw error;
  }
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (isAlive(pid) && mayBePostgres(pid)) {
    return { pid, port: Number(lines[3]), ready: (lines[7] ?? "").trim() === "ready" };
  }
  // Postgres would take a foreign process of that number for a server and refuse to start.
  if (isNumberTaken(pid)) rmSync(file, { force: true });
  return undefined;
}

/** Stops the server of a data folder, if one runs, and waits until it is gone. Open transactions are rolled back. */
export async function stopPostmaster(data: string): Promise<void> {
  const running = findPostmaster(data);
  if (running === undefined) return;
  signalStop(running.pid, data);
  const deadline = Date.now() + stopTimeoutMs;
  while (isAlive(running.pid)) {
    if (Date.now() > deadline) {
      // Immediate shutdown: the next start recovers from the log, which is what the log is for.
      process.kill(running.pid, "SIGQUIT");
      return;
    }
    await sleep(pollMs);
  }
}

/** Asks a server for a fast shutdown without waiting, so that it can be called while this process exits. */
export function signalStop(pid: number, data: string): void {
  try {
    // Windows has no signals: what node calls SIGINT there ends the server without a shutdown.
    if (process.platform === "win32") execFileSync("taskkill", ["/pid", String(pid), "/t", "/f"]);
    else process.kill(pid, "SIGINT");
  } catch (error) {
    if (!isErrno(error, "ESRCH"))
      throw new Error(`cannot stop the Postgres server ${pid} of ${data}`, { cause: error });
  }
}

function isNumberTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isErrno(error, "EPERM");
  }
}
