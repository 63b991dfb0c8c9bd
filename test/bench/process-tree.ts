import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** What a process took from its start to its end, with all that it started. */
export interface ProcessFigures {
  readonly seconds: number;
  /** The most memory that the processes held at one time, in MiB; NaN where the system has no /proc. */
  readonly peakMb: number;
}

const SAMPLE_MS = 25;

/** Runs a program of Node's to its end. Fails where it fails. */
export async function measureProcess(args: readonly string[], cwd: string): Promise<ProcessFigures> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [...args], { cwd, stdio: ["ignore", "pipe", "pipe"] });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", text => said.push(String(text)));
  let peakMb = Number.NaN;
  const sampling = setInterval(() => {
    peakMb = Math.max(Number.isNaN(peakMb) ? 0 : peakMb, heldBy(child));
  }, SAMPLE_MS);
  try {
    const code = await new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
    if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}:\n${said.join("").slice(-4_000)}`);
    return { seconds: (performance.now() - startedAt) / 1000, peakMb };
  } finally {
    clearInterval(sampling);
  }
}

/** The resident memory of a process and of all below it, in MiB. */
function heldBy({ pid }: ChildProcess): number {
  const parents = new Map<number, { readonly parent: number; readonly kilobytes: number }>();
  for (const name of entriesOf("/proc").filter(entry => /^[0-9]+$/.test(entry))) {
    const status = textOf(`/proc/${name}/status`);
    const [parent, kilobytes] = [/^PPid:\s+(\d+)/m.exec(status)?.[1], /^VmRSS:\s+(\d+)/m.exec(status)?.[1]];
    if (parent !== undefined && kilobytes !== undefined) {
      parents.set(Number(name), { parent: Number(parent), kilobytes: Number(kilobytes) });
    }
  }
  if (pid === undefined || parents.size === 0) return Number.NaN;
  const isBelow = (id: number): boolean => id === pid || (id > 1 && isBelow(parents.get(id)?.parent ?? 0));
  return [...parents].reduce((sum, [id, { kilobytes }]) => (isBelow(id) ? sum + kilobytes / 1024 : sum), 0);
}

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Empty for a process that has ended meanwhile. */
function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
