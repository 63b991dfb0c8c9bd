import { type ChangeClass, diffFlows, type FlowChange, type FlowDiff, type FlowIr } from "@flowline/ir";
import { getFlow, listFlowIrFiles, readFlowIr } from "flowline/worker";
import { exitCodes } from "../output/exit-codes.js";
import type { CommandResult, Terminal } from "../output/terminal.js";
import { compileOrRefuse } from "../project/compile-project.js";
import { flowsOfRevision } from "./flows-of-revision.js";

/** What to compare. */
export interface DiffRequest {
  readonly projectDir: string;
  /** One flow only; null: all. */
  readonly flow: string | null;
  /** A git revision; null: the IR files that lie beside the sources. */
  readonly against: string | null;
  /** The mildest class of change that makes the command fail; null: none does. */
  readonly failOn: ChangeClass | null;
  readonly terminal: Terminal;
}

/** A flow that both sides have, or only one. */
type Comparison = FlowDiff & { readonly state: "same" | "changed" | "added" | "removed" };

/** Compiles the sources and says how they differ from an earlier version, and what that means for runs under way. */
export async function runDiff({ projectDir, flow, against, failOn, terminal }: DiffRequest): Promise<CommandResult> {
  const [after, before] = [await compileOrRefuse(projectDir, terminal), await flowsBefore(projectDir, against)];
  if (flow !== null && !before.has(flow)) getFlow(after, flow);
  const names = flow === null ? [...new Set([...before.keys(), ...after.map(one => one.flow)])].sort() : [flow];
  const comparisons = names.map(name =>
    compare(
      name,
      before.get(name),
      after.find(one => one.flow === name),
    ),
  );
  const failed =
    failOn !== null && comparisons.some(({ changes }) => changes.some(change => isAtLeast(change, failOn)));
  return {
    json: { ok: !failed, against: against ?? "committed", flows: comparisons },
    text: comparisons.map(tell).join("\n\n"),
    exitCode: failed ? exitCodes.failed : exitCodes.ok,
  };
}

async function flowsBefore(projectDir: string, against: string | null): Promise<ReadonlyMap<string, FlowIr>> {
  if (against !== null) return flowsOfRevision(projectDir, against);
  const files = await listFlowIrFiles(projectDir);
  const flows = await Promise.all(files.map(file => readFlowIr(projectDir, file)));
  return new Map(flows.map(flow => [flow.flow, flow]));
}

function compare(name: string, before: FlowIr | undefined, after: FlowIr | undefined): Comparison {
  if (before !== undefined && after !== undefined) {
    const diff = diffFlows(before, after);
    return { ...diff, state: diff.changes.length === 0 ? "same" : "changed" };
  }
  return before === undefined ? arrival(name) : departure(name);
}

function arrival(flow: string): Comparison {
  const why = "Nobody is in it yet. Its first deploy asks what becomes of those who match already.";
  return {
    flow,
    state: "added",
    class: "automatic",
    changes: [{ class: "automatic", node: null, what: "new flow", why }],
  };
}

function departure(flow: string): Comparison {
  const why = "Whoever is in it stays there, served by its last version, until they are moved or canceled.";
  return {
    flow,
    state: "removed",
    class: "mapping",
    changes: [{ class: "mapping", node: null, what: "flow removed", why }],
  };
}

/** Every class, the mildest first. */
const changeClasses: readonly ChangeClass[] = ["hot", "automatic", "mapping", "incompatible"];

function isAtLeast({ class: gravity }: FlowChange, least: ChangeClass): boolean {
  return changeClasses.indexOf(gravity) >= changeClasses.indexOf(least);
}

const HEADS: Readonly<Record<ChangeClass, string>> = {
  hot: "hot            applies to everybody at once",
  automatic: "automatic      taken up where a run next arrives",
  mapping: "needs a mapping  say what becomes of those who wait there",
  incompatible: "incompatible   whoever stands there finishes in the old version",
};

function tell({ flow, state, changes }: Comparison): string {
  if (state === "same") return `${flow}: no difference`;
  const blocks = changeClasses.toReversed().flatMap(gravity => {
    const own = changes.filter(change => change.class === gravity);
    return own.length === 0 ? [] : [`  ${HEADS[gravity]}`, ...own.map(tellChange)];
  });
  return [`${flow}:`, ...blocks].join("\n");
}

function tellChange({ node, what, why }: FlowChange): string {
  return `    ${node === null ? what : `${node}: ${what}`}\n      ${why}`;
}
