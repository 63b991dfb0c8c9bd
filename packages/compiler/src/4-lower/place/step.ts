import type { DecideNode, Expression, NodeId, StepNode, ValueType } from "@flowline/ir";
import { printExpression } from "@flowline/ir";
import type { Call, Placed } from "../flow-scope.js";
import type { Choices } from "../schema-type.js";
import { ask } from "./ask.js";
import { type Block, single } from "./block.js";
import { argumentOf } from "./call.js";

import type { Given } from "./given.js";
import { knowStep, perhaps, stepVariable } from "./known.js";
import { metaOf } from "./node-meta.js";
import { named, type Position } from "./position.js";

/** A step, apart from what every step has. */
export interface StepPlan {
  readonly name: string;
  readonly label: string;
  /** The condition under which it runs; null: always. */
  readonly guard: Given | null;
  /** What it comes to. */
  readonly type: ValueType;
  readonly choices?: Choices;
  readonly node: Omit<StepNode, "kind" | "out" | "next">;
}

/** A step, with a decide in front of it where it has a guard. */
export function placeStep(call: Call, at: Position, plan: StepPlan): Placed & { readonly id: NodeId } {
  const { id, after } = named(at, plan.name);
  const { scope, span } = call;
  const node: Omit<StepNode, "next"> = { kind: "step", out: stepVariable(at, plan.name), ...plan.node };
  const meta = metaOf(call, at, plan.label);
  const namedAt = argumentOf(call, 0)?.span ?? span;
  const step = single(id, next => ({ node: { ...node, next }, meta, isNamed: true, namedAt }));
  const ran = knowStep(after, scope, { span, ...plan });
  if (plan.guard === null) return { id, block: step, after: ran, ends: false };
  const guard = askGuard(call, plan.guard, at, plan.name);
  const environment = perhaps(at.environment, ran.environment);
  const block = withGuard(call, at, step, { id, guard, given: plan.guard });
  return { id, block, after: { ...ran, environment }, ends: false };
}

/** The condition of a step, asked when the run arrives. */
function askGuard(call: Call, given: Given, at: Position, name: string): Expression {
  const role = `the guard of ${JSON.stringify(name)}`;
  return ask(call, given, at, { role, purpose: "verdict", binding: `${at.path}${name}#guard` });
}

interface Guard {
  /** The step's id. */
  readonly id: NodeId;
  readonly guard: Expression;
  readonly given: Given;
}

/** The step with a decide in front of it: where the condition does not hold, control goes on behind the step. */
function withGuard(call: Call, at: Position, step: Block, { id, guard, given }: Guard): Block {
  const { scope } = call;
  const label = printExpression(guard, scope.subject?.ir.name ?? "");
  const source = given.draft.kind === "lambda" ? scope.lowering.sourceOf(given.draft.lambda) : null;
  const meta = { ...metaOf(call, at, label), word: "guard", span: source?.span ?? given.span };
  const cases = [{ name: "yes", when: guard, next: id }];
  return {
    entry: () => `${id}.if`,
    emit: (next, nodes) => {
      const node: DecideNode = { kind: "decide", guards: id, cases, otherwise: next, out: null };
      nodes.push({ id: `${id}.if`, isNamed: false, meta, node });
      step.emit(next, nodes);
    },
  };
}
