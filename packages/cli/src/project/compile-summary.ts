import { basename } from "node:path";
import type { CompiledFlow, CompileResult } from "@flowline/compiler";
import { alignColumns } from "../output/format-table.js";

/** What became of one flow, as `--json` has it. */
export interface FlowSummary {
  readonly flow: string;
  readonly hash: string;
  readonly nodes: number;
  /** What begins a run, in a few words. */
  readonly trigger: string;
  /** The file beside the flow. */
  readonly file: string;
  /** Whether that file was written; false where it said the same already, and with `--check`. */
  readonly written: boolean;
}

/** As many digits of a hash as tell the versions of one flow apart. */
const hashDigits = 8;
/** A guard may be long; its line is for recognizing it. */
const triggerWidth = 60;

/** The flows of a compile. `written` are the absolute paths of the files that changed. */
export function summarizeFlows({ flows }: CompileResult, written: ReadonlySet<string>): readonly FlowSummary[] {
  return flows.map(({ name, ir, path }) => ({
    flow: name,
    hash: ir.hash,
    nodes: Object.keys(ir.nodes).length,
    trigger: describeTrigger(ir),
    file: basename(path),
    written: written.has(path),
  }));
}

/** One line for each flow. */
export function summaryText(flows: readonly FlowSummary[]): string {
  if (flows.length === 0) return "No flows: no file of this project exports one.";
  const rows = flows.map(({ flow, nodes, trigger, hash, written, file }) => [
    flow,
    nodes === 1 ? "1 node" : `${nodes} nodes`,
    cut(trigger),
    hash.slice(0, hashDigits),
    written ? `wrote ${file}` : "unchanged",
  ]);
  return alignColumns(rows);
}

function describeTrigger({ trigger, meta }: CompiledFlow["ir"]): string {
  switch (trigger.type) {
    case "audience":
      return `audience: ${meta.trigger.label}`;
    case "event":
      return `event ${trigger.event}`;
    case "schedule":
      return `schedule ${trigger.cron} ${trigger.zone}`;
    case "manual":
      return "manual";
  }
}

function cut(text: string): string {
  return text.length > triggerWidth ? `${text.slice(0, triggerWidth - 3).trimEnd()}...` : text;
}
