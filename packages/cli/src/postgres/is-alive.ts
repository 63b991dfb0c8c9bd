import { readFileSync } from "node:fs";

/** Whether a process exists and is no zombie: in a container nobody may reap an orphan, and a zombie serves nobody. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return isErrno(error, "EPERM");
  }
  const stat = readProc(pid, "stat");
  return stat === undefined || !/^\s*[ZX]/.test(stat.slice(stat.lastIndexOf(")") + 1));
}

/** Whether a live process may be a Postgres server: after a reboot its old number can belong to anything. */
export function mayBePostgres(pid: number): boolean {
  const name = readProc(pid, "comm");
  return name === undefined || name.startsWith("postgres");
}

/** Whether something thrown is the system error of that code. */
export function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

function readProc(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    // Not Linux, or the process has just gone.
    return undefined;
  }
}
