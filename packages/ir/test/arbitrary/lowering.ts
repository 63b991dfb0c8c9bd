import type { Expression, KernelNode } from "@flowline/ir";
import { number } from "./flow-parts.js";
import { coin, type Names } from "./name-program.js";
import type { Block, Draw, Statement, Task } from "./program.js";

/** What lowering adds nodes to. */
export interface Lowering {
  readonly names: Names;
  readonly nodes: Map<string, KernelNode>;
  readonly hasSubject: boolean;
  /** The keys that the run has. */
  readonly keys: readonly string[];
  /** Adds the nodes of a block; the id of its first node. */
  block(block: Block, place: Place): string;
}

/** Where a block stands: what follows it, and what `set` writes in it. */
export interface Place {
  readonly next: string;
  readonly own: string;
}

/** The id that the first walk gave. */
export function idIn({ names }: Lowering, statement: Statement | Task): string {
  const id = names.ids.get(statement);
  if (id === undefined) throw new Error("The statement was not named.");
  return id;
}

/** Some variable of the program, whether it has been written by then or not. */
export function variableOf({ names }: Lowering, { pick }: Draw): Expression {
  const all = [...names.variables];
  const [name, type] = all[pick % Math.max(1, all.length)] ?? [];
  return name === undefined || type === undefined ? number(pick) : { op: "variable", name, type };
}

/** A condition on the subject, or on a variable. */
export function conditionOf(lowering: Lowering, draw: Draw): Expression {
  if (lowering.hasSubject && coin(draw, 0)) return draw.condition;
  return { op: "truthy", of: variableOf(lowering, draw) };
}

/** A condition that a query can ask, whatever the flow is about. */
export function portableCondition({ pick }: Draw): Expression {
  return { op: "compare", how: "<", left: number(pick), right: number(500) };
}
