import { mkdir, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Bundle, Unit } from "./bundle.js";
import { bundleProgram } from "./bundle.js";
import type { BuildPlan, BuildResult } from "./child/messages.js";
import type { ChildEnd, ChildRun } from "./run-child.js";
import { runChild } from "./run-child.js";

/** What came of a unit: two builds, or the way in which its process ended. */
export type UnitOutcome =
  | { readonly type: "built"; readonly builds: readonly BuildResult[] }
  | { readonly type: "lost"; readonly end: ChildEnd };

export interface BuildUnitsOptions {
  readonly buildDir: string;
  readonly projectDir: string;
  readonly limitMs: number;
}

/** Each costs the whole limit. Most often they have a module in common, and what is left is built once that is mended. */
const MAX_HANGS = 3;

/**
 * Builds all units in one child process. When that ends early, the unit that it was at is run again alone, which shows
 * whether the fault is its own, and the others go on in a new process.
 */
export async function buildUnits(
  bundle: Bundle,
  options: BuildUnitsOptions,
): Promise<ReadonlyMap<string, UnitOutcome>> {
  const outcomes = new Map<string, UnitOutcome>();
  if (bundle.units.length === 0) return outcomes;
  const folders = [join(options.buildDir, "1"), join(options.buildDir, "2")] as const;
  await writeCopies(bundle, folders);
  const program = join(options.buildDir, "child.mjs");
  await bundleProgram(program);
  const run = async (units: readonly Unit[]): Promise<ChildRun> => {
    const planFile = join(options.buildDir, "plan.json");
    await writeFile(planFile, JSON.stringify(planOf(units, folders)));
    return runChild({ program, planFile, cwd: options.projectDir, limitMs: options.limitMs });
  };
  let open = bundle.units;
  let hangs = 0;
  while (open.length > 0 && hangs < MAX_HANGS) {
    const found = await runOnce(open, run);
    for (const [id, outcome] of found) outcomes.set(id, outcome);
    hangs += [...found.values()].filter(isHang).length;
    open = open.filter(({ id }) => !outcomes.has(id));
  }
  return outcomes;
}

type Run = (units: readonly Unit[]) => Promise<ChildRun>;

/** One process for all units, and one more for the unit that ended it early. */
async function runOnce(units: readonly Unit[], run: Run): Promise<ReadonlyMap<string, UnitOutcome>> {
  const result = await run(units);
  const outcomes = new Map<string, UnitOutcome>();
  for (const [id, builds] of result.built) outcomes.set(id, { type: "built", builds });
  const culprit = units.find(({ id }) => id === culpritOf(result));
  if (culprit === undefined) {
    // It ended before it could say anything, or says nothing that can be read: the same would happen again.
    const end: ChildEnd = result.end.type === "done" ? { type: "died", how: "it reported nothing" } : result.end;
    for (const { id } of units) outcomes.set(id, { type: "lost", end });
    return outcomes;
  }
  if (result.end.type === "done") return outcomes;
  const alone = result.begun === 1 ? result : await run([culprit]);
  const builds = alone.built.get(culprit.id);
  return outcomes.set(culprit.id, builds === undefined ? { type: "lost", end: alone.end } : { type: "built", builds });
}

function isHang(outcome: UnitOutcome): boolean {
  return outcome.type === "lost" && outcome.end.type === "too slow";
}

/** The unit that did not finish; where an error came late, the last that did. */
function culpritOf({ stuck, built }: ChildRun): string | undefined {
  return stuck ?? [...built.keys()].at(-1);
}

function planOf(units: readonly Unit[], [first, second]: readonly [string, string]): BuildPlan {
  return { units: units.map(({ id }) => ({ id, entries: [join(first, `${id}.mjs`), join(second, `${id}.mjs`)] })) };
}

async function writeCopies(bundle: Bundle, folders: readonly [string, string]): Promise<void> {
  for (const folder of folders) {
    await mkdir(folder, { recursive: true });
    for (const { path, contents } of bundle.files) {
      if (path.endsWith(".map")) continue;
      if (dirname(path) !== folders[0])
        throw new Error(`esbuild wrote ${path}, outside of the folder that it was given.`);
      await writeFile(join(folder, basename(path)), contents);
    }
  }
}
