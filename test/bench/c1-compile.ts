import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BenchRow, median } from "./bench-row.js";
import { type ManyFlows, NODES_EACH, writeManyFlows } from "./many-flows.js";
import { measureProcess, type ProcessFigures } from "./process-tree.js";
import { measureWatch } from "./watched-compile.js";

const FLOWS = 200;
const EDITS = 5;
const MAX_RATIO = 2.5;
const MAX_MB = 400;
const MAX_WATCH = 0.1;
const MAX_CHECK = 0.3;

const CLI = fileURLToPath(new URL("../../../packages/cli/bin/flow.js", import.meta.url));
const TSC = fileURLToPath(new URL("../../../node_modules/typescript/bin/tsc", import.meta.url));

/**
 * Compiles a project of many flows: cold beside `tsc --noEmit` on the same files, alternating (C1); after a change of one file
 * under `--watch` (C2); and warm with `--check` (C3). All through the command itself, with everything that it takes.
 */
export async function measureCompile(rounds: number): Promise<readonly BenchRow[]> {
  const project = await writeManyFlows(FLOWS);
  try {
    const { cold, tsc } = await measureCold(project, rounds);
    const seconds = median(cold.map(one => one.seconds));
    const checks: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const args = [CLI, "compile", "--check", "--project", project.folder];
      checks.push((await measureProcess(args, project.folder)).seconds);
    }
    const watched = median(await measureWatch(project, CLI, EDITS));
    const checked = median(checks);
    const peakMb = Math.max(...cold.map(one => one.peakMb));
    return [
      rowOf("C1", `cold compile of ${FLOWS} flows of ${NODES_EACH} nodes, beside tsc`, seconds, {
        beside: median(tsc.map(one => one.seconds)),
        most: MAX_RATIO,
      }),
      {
        ...{ id: "C1.rss", what: "its memory, all processes", value: peakMb, unit: "MiB", ceiling: null, ratio: null },
        ...{ bar: `<= ${MAX_MB} MiB`, holds: peakMb <= MAX_MB },
      },
      rowOf("C2", "one changed flow under --watch, beside C1", watched, { beside: seconds, most: MAX_WATCH }),
      rowOf("C3", "warm --check, beside C1", checked, { beside: seconds, most: MAX_CHECK }),
    ];
  } finally {
    await project.remove();
  }
}

async function measureCold(project: ManyFlows, rounds: number) {
  const [cold, tsc]: [ProcessFigures[], ProcessFigures[]] = [[], []];
  for (let round = 1; round <= rounds; round++) {
    await makeCold(project.folder);
    cold.push(await measureProcess([CLI, "compile", "--project", project.folder], project.folder));
    tsc.push(await measureProcess([TSC, "--noEmit", "-p", "."], project.folder));
    const [ours, theirs] = [cold.at(-1)?.seconds ?? 0, tsc.at(-1)?.seconds ?? 0];
    console.error(`round ${round} of ${rounds}: flow compile ${ours.toFixed(2)} s, tsc ${theirs.toFixed(2)} s`);
  }
  return { cold, tsc };
}

/** As after a checkout without IR. */
async function makeCold(folder: string): Promise<void> {
  await rm(join(folder, ".flow"), { recursive: true, force: true });
  const files = await readdir(folder, { recursive: true });
  const compiled = files.filter(file => file.endsWith(".ir.json") && !file.startsWith("node_modules"));
  await Promise.all(compiled.map(file => rm(join(folder, file))));
}

function rowOf(
  id: string,
  what: string,
  value: number,
  { beside, most }: { readonly beside: number; readonly most: number },
): BenchRow {
  const ratio = value / beside;
  return { id, what, value, unit: "s", ceiling: beside, ratio, bar: `<= ${most} times`, holds: ratio <= most };
}
