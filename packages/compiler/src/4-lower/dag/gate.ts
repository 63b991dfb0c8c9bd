import type { DecideCase, DecideNode, Expression, NodeId } from "@flowline/ir";
import { ask } from "../place/ask.js";
import type { Position } from "../place/position.js";
import type { DagTask } from "./read-dag.js";

/** Where a task's gate may send its cursor. */
export interface GateTargets {
  readonly run: NodeId;
  readonly skip: NodeId;
  readonly cancel: NodeId;
}

/**
 * Whether a task runs: what became of its parents, then `skipIf`, `cancelIf` and `when`. Null where nothing is asked: it
 * always runs. The table is on the semantics page.
 */
export function gateOf(task: DagTask, at: Position, id: NodeId): ((targets: GateTargets) => DecideNode) | null {
  const { call, options, when, ifFailed, ifSkipped, parents } = task;
  const failed = anyOf(at, parents, ["failed", "canceled"]);
  const skipped = anyOf(at, parents, ["skipped"]);
  const condition = (name: "skipIf" | "cancelIf"): Expression | null => {
    const given = options.get(name);
    return (
      given &&
      ask(call, given, at, { role: `\`${name}\` of "${task.name}"`, purpose: "verdict", binding: `${id}#${name}` })
    );
  };
  const skipIf = condition("skipIf");
  const cancelIf = condition("cancelIf");
  const holds =
    when && ask(call, when, at, { role: `the guard of "${task.name}"`, purpose: "verdict", binding: `${id}#guard` });
  const onFailed = ifFailed === "skip" ? "skip" : "cancel";
  // A task that runs in spite of a failed parent does so in spite of a skipped one, too.
  const onlySkipped = skipped && failed && ifFailed === "run" ? both(skipped, not(failed)) : skipped;
  const cases = ({ run, skip, cancel }: GateTargets): readonly DecideCase[] => [
    ...caseOf("parent failed", ifFailed === "run" ? null : failed, onFailed === "skip" ? skip : cancel),
    ...caseOf("parent skipped", ifSkipped === "run" ? null : onlySkipped, skip),
    ...caseOf("skipIf", skipIf, skip),
    ...caseOf("cancelIf", cancelIf, cancel),
    ...(holds === null ? [] : caseOf("when", holds, run)),
  ];
  const asksNothing = cases({ run: "", skip: "", cancel: "" }).length === 0;
  if (asksNothing) return null;
  return targets => ({
    kind: "decide",
    guards: null,
    cases: cases(targets),
    otherwise: holds === null ? targets.run : targets.skip,
    out: null,
  });
}

/** The variable that says what became of a task: by its id, since two dags may have tasks of one name. */
export function statusOf(at: Position, task: string): string {
  return `status.${at.path}${task}`;
}

/** Whether one of the tasks has come to one of these. */
export function anyOf(at: Position, tasks: readonly string[], states: readonly string[]): Expression | null {
  const [first, ...others] = tasks.map((task): Expression => {
    const of: Expression = { op: "variable", type: { scalar: "text", nullable: true }, name: statusOf(at, task) };
    const [state = ""] = states;
    if (states.length > 1) return { op: "in", of, list: states };
    return {
      op: "equal",
      left: of,
      right: { op: "literal", type: { scalar: "text", nullable: false }, value: state },
      negated: false,
    };
  });
  if (first === undefined) return null;
  return others.reduce<Expression>((left, right) => ({ op: "or", left, right }), first);
}

/** Whether both hold. */
export function both(left: Expression, right: Expression): Expression {
  return { op: "and", left, right };
}

/** Whether it does not hold. */
export function not(of: Expression): Expression {
  return { op: "not", of };
}

function caseOf(name: string, when: Expression | null, next: NodeId): readonly DecideCase[] {
  return when === null ? [] : [{ name, when, next }];
}
