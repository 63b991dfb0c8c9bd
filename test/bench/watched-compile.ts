import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import type { ManyFlows } from "./many-flows.js";

/** So long that the watch has settled after its first compile, and after each. */
const REST_MS = 1_500;

/** Seconds from the writing of one flow's file to the event that it is compiled, under `flow compile --watch`. */
export async function measureWatch(
  { folder, files }: ManyFlows,
  cli: string,
  edits: number,
): Promise<readonly number[]> {
  const args = [cli, "compile", "--watch", "--format", "json", "--project", folder];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = once(child, "close");
  try {
    await nextEvent(lines);
    const seconds: number[] = [];
    for (let edit = 0; edit < edits; edit++) {
      await pause(REST_MS);
      const file = join(folder, files[edit * 3] ?? "");
      const text = await readFile(file, "utf8");
      const startedAt = performance.now();
      await writeFile(file, text.replace(/\.waitFor\("\d+([dh])"\)/, `.waitFor("${20 + edit}$1")`));
      const written = await nextEvent(lines);
      seconds.push((performance.now() - startedAt) / 1000);
      if (!written) throw new Error(`the change of ${file} came to nothing`);
    }
    return seconds;
  } finally {
    child.kill("SIGTERM");
    await ended;
  }
}

/** Waits for a compile that went well; tells whether it wrote a flow. */
async function nextEvent(lines: AsyncIterator<string>): Promise<boolean> {
  const { value, done } = await lines.next();
  if (done === true) throw new Error("the watch has ended");
  const event: { readonly ok?: boolean; readonly written?: readonly string[] } = JSON.parse(value);
  if (event.ok !== true) throw new Error(`the project does not compile: ${value.slice(0, 2_000)}`);
  return (event.written ?? []).length > 0;
}
