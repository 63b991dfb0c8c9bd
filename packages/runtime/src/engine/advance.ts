import { type DecideNode, fieldsOf, interpret, type Row } from "@flowline/ir";
import { type Decision, type Facts, type Note, type Position, type Stimulus, UNDECIDED } from "./decision.js";
import { getNode, getNumber, type Program, type ProgramNode } from "./program.js";
import { retryDelayMs } from "./retry-delay.js";

/**
 * The pure core: given where a cursor stands and what happened, says what must become true next. No clock, no I/O, no
 * promise, no randomness. Where the way on reads the subject, it first answers `needs subject` and is asked again with
 * `facts`; a decision once committed is never asked again.
 */
export function advance(program: Program, position: Position, stimulus: Stimulus, facts: Facts | null): Decision {
  const here = getNode(program, position.node);
  if (stimulus.kind === "failed") {
    return fail(here, position, stimulus);
  }
  if (stimulus.kind === "completed") {
    if (here.node.kind !== "step") {
      throw new Error(`invariant: ${here.node.kind} node ${here.id} has no body that could complete`);
    }
    return follow(program, here.node.next, [{ kind: "completed", node: position.node, data: stimulus.output }], facts);
  }
  if (position.attempt === UNDECIDED) {
    return follow(program, here.id, [], facts);
  }
  if (here.node.kind !== "wait") {
    throw new Error(`invariant: ${here.node.kind} node ${here.id} waits for nothing`);
  }
  return follow(program, here.node.next, [], facts);
}

function fail(here: ProgramNode, position: Position, stimulus: Stimulus & { readonly kind: "failed" }): Decision {
  const note: Note = { kind: "attempt failed", node: position.node, data: { error: stimulus.error } };
  const delayMs = stimulus.retry ? retryDelayMs(position.attempt, position.jitter, stimulus.retryAfterMs) : null;
  if (delayMs === null) {
    return { kind: "end", state: "failed", reason: `${here.id} failed: ${stimulus.error}`, notes: [note] };
  }
  return { kind: "retry", delayMs, error: stimulus.error, notes: [note] };
}

/** Walks from `first` over decides to the next node at which a cursor may stand. */
function follow(program: Program, first: string, past: readonly Note[], facts: Facts | null): Decision {
  const notes = [...past];
  let id = first;
  for (;;) {
    const number = getNumber(program, id);
    const { node } = getNode(program, number);
    if (node.kind === "end") {
      return { kind: "end", state: "completed", reason: "completed", notes };
    }
    if (node.kind === "wait") {
      notes.push({ kind: "waiting", node: number, data: null });
      return { kind: "park", node: number, delayMs: node.until.ms, notes };
    }
    if (facts === null) {
      return { kind: "needs subject" };
    }
    if (facts.subject === null) {
      return { kind: "end", state: "canceled", reason: SUBJECT_GONE, notes };
    }
    if (node.kind === "step") {
      return { kind: "step", node: number, vars: pick(facts.subject, node.action.reads), notes };
    }
    id = decide(program, number, node, { subject: facts.subject, nowMs: facts.nowMs }, notes);
  }
}

/** Why a run ends whose subject has been deleted. */
const SUBJECT_GONE = "subject gone";

function decide(
  program: Program,
  number: number,
  node: DecideNode,
  facts: { readonly subject: Row; readonly nowMs: number },
  notes: Note[],
): string {
  const taken = node.cases.find(one => interpret(one.when, { row: facts.subject, nowMs: facts.nowMs }) === true);
  const reads = pick(facts.subject, [...new Set(node.cases.flatMap(one => fieldsOf(one.when)))]);
  notes.push({ kind: "decided", node: number, data: { reads, verdict: taken !== undefined } });
  if (taken !== undefined) {
    return taken.next;
  }
  if (node.guards !== null) {
    notes.push({ kind: "skipped", node: getNumber(program, node.guards), data: null });
  }
  return node.otherwise;
}

function pick(row: Row, fields: readonly string[]): Row {
  return Object.freeze(Object.fromEntries(fields.map(field => [field, row[field] ?? null])));
}
