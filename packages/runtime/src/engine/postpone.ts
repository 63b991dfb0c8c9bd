import { type Decision, type Note, type Position, type Stimulus, UNDECIDED } from "./decision.js";
import { getNode, getNumber, type Program } from "./program.js";

const POSTPONE_MS = 30_000;

/**
 * What to do with a cursor whose way on cannot be decided now, because the subject cannot be read: what has happened is
 * kept, and the cursor lies where the decision is due. A body that has completed is not run again for it.
 */
export function postpone(program: Program, position: Position, stimulus: Stimulus, error: string): Decision {
  const { node } = getNode(program, position.node);
  if (stimulus.kind === "completed" && node.kind === "step") {
    const done: Note = { kind: "completed", node: position.node, data: stimulus.output };
    const next = getNumber(program, node.next);
    return { kind: "postpone", node: next, attempt: UNDECIDED, delayMs: POSTPONE_MS, error, notes: [done] };
  }
  const { node: number, attempt } = position;
  return { kind: "postpone", node: number, attempt, delayMs: POSTPONE_MS, error, notes: [] };
}
