import type { Expression } from "../expression/ast.js";
import type { NodeId, VariableName } from "./node-id.js";

/** Runs its body once for each item of a list that is taken on arrival. */
export interface MapNode {
  readonly kind: "map";
  readonly over: Expression;
  /** The body's entry; the body ends at an `end` of this node. */
  readonly body: NodeId;
  /** What tells items apart in history; null: their place in the list. */
  readonly key: Expression | null;
  /** More items than this fail the node. */
  readonly max: number;
  /** How many items at a time; 1: one after the other, each seeing the variables that those before it wrote. */
  readonly concurrency: number;
  /** Asked after each item (concurrency 1): the rest is left out where it holds. */
  readonly until: Expression | null;
  /** How often the whole list is gone through at most, where `until` does not end it. */
  readonly rounds: number;
  /** What an item's failure means: it fails the node and cancels the others, or it is noted and the others go on. */
  readonly itemError: "fail" | "continue";
  /** What each item gives, asked at the end of its body; `out` takes the list of them in the order of the items. */
  readonly collect: Expression | null;
  readonly out: VariableName | null;
  readonly next: NodeId;
}
