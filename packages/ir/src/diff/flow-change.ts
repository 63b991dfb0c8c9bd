import type { NodeId } from "../nodes/node-id.js";

/**
 * What a change means for runs that are under way. `hot`: nothing, it applies to all at once. `automatic`: a run takes it up
 * where it next arrives. `mapping`: people wait where the new version has no such place, or another answer is needed, so
 * whoever deploys must say what becomes of them. `incompatible`: a run at that place cannot go on in the new version.
 */
export type ChangeClass = "hot" | "automatic" | "mapping" | "incompatible";

/** One difference between two versions of a flow. */
export interface FlowChange {
  readonly class: ChangeClass;
  /** The node of the old version, or of the new one where it was added; null: the flow itself. */
  readonly node: NodeId | null;
  /** What is different, in a few words: `removed`, `wait 5d became 7d`. */
  readonly what: string;
  /** Why the change is of its class, and what can be answered. */
  readonly why: string;
}

/** How two versions of one flow differ. */
export interface FlowDiff {
  readonly flow: string;
  /** The gravest class of all changes; null: nothing that means anything has changed. */
  readonly class: ChangeClass | null;
  /** Gravest first, then by node. */
  readonly changes: readonly FlowChange[];
}

const GRAVITY: readonly ChangeClass[] = ["hot", "automatic", "mapping", "incompatible"];

/** Puts changes in order and finds the gravest. */
export function summarizeChanges(flow: string, changes: readonly FlowChange[]): FlowDiff {
  const sorted = changes.toSorted(
    (left, right) =>
      GRAVITY.indexOf(right.class) - GRAVITY.indexOf(left.class) ||
      (left.node ?? "").localeCompare(right.node ?? "", "en") ||
      left.what.localeCompare(right.what, "en"),
  );
  return Object.freeze({ flow, class: sorted[0]?.class ?? null, changes: Object.freeze(sorted) });
}
