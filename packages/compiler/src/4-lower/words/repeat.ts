import type { Deadline, Expression, LoopNode, NodeId } from "@flowline/ir";
import { printExpression } from "@flowline/ir";
import { diagnose } from "../../diagnostics/definition.js";
import { endlessRepeat } from "../../diagnostics/graph.js";
import { type Call, type Placed, report } from "../flow-scope.js";
import { type PlacedArm, placeArm } from "../place/arms.js";
import { ask } from "../place/ask.js";
import { argumentOf, refuseArgument } from "../place/call.js";
import { deadlineOf, describeDeadline } from "../place/deadline.js";
import { chainOf } from "../place/given.js";
import { knowStep, stepVariable } from "../place/known.js";
import { madeMeta, metaOf } from "../place/node-meta.js";
import { type Options, readOptions } from "../place/options.js";
import { namedOr, type Position } from "../place/position.js";

/** `repeat(arm, { until, max, every?, name?, as? })`: again and again, at most so often. */
export function placeRepeat(call: Call, at: Position): Placed {
  const arm = argumentOf(call, 0);
  if (chainOf(arm) === null) refuseArgument(call, arm, "an arm, b => b. ...,");
  const options = readOptions(call, argumentOf(call, 1), ["until", "max", "every", "name", "as"]);
  const name = options.text("name");
  const { id, after } = namedOr(at, name, "repeat");
  const body = placeArm(
    call,
    chainOf(arm) === null ? null : arm,
    { ...after, environment: at.environment },
    { label: "pass", owner: name },
  );
  const inside = { ...at, environment: body.after.environment };
  const given = options.get("until");
  const until =
    given && ask(call, given, inside, { role: "`until` of repeat()", purpose: "verdict", binding: `${id}#until` });
  const max = options.count("max", 1);
  if (options.get("max") === null) report(call.scope, diagnose(endlessRepeat, { why: "max" }, { span: call.span }));
  const out = options.text("as");
  const label = `repeat${until === null ? "" : ` until ${printExpression(until, call.scope.subject?.ir.name ?? "")}`}`;
  const plan: LoopPlan = {
    id,
    at,
    body,
    label,
    isNamed: name !== null,
    until,
    max: max ?? 1,
    every: everyOf(call, options),
    out,
  };
  const known = { ...after, environment: body.after.environment };
  return {
    block: loopBlock(call, plan),
    after: out === null ? known : knowLoop(call, known, out),
    ends: body.ends,
  };
}

/** `forever({ every? }, arm)`: until a goal, an exit or a failure. */
export function placeForever(call: Call, at: Position): Placed {
  const first = argumentOf(call, 0);
  const isBare = chainOf(first) !== null;
  const arm = isBare ? first : argumentOf(call, 1);
  if (chainOf(arm) === null) refuseArgument(call, arm, "an arm, b => b. ...,");
  const options = readOptions(call, isBare ? argumentOf(call, 1) : first, ["every", "name"]);
  const name = options.text("name");
  const { id, after } = namedOr(at, name, "forever");
  const body = placeArm(
    call,
    chainOf(arm) === null ? null : arm,
    { ...after, environment: at.environment },
    { label: "pass", owner: name },
  );
  const every = everyOf(call, options);
  const label = `forever${every === null ? "" : `, every ${describeDeadline(every)}`}`;
  const plan: LoopPlan = { id, at, body, label, isNamed: name !== null, until: null, max: null, every, out: null };
  return { block: loopBlock(call, plan), after: { ...after, environment: body.after.environment }, ends: true };
}

interface LoopPlan extends Pick<LoopNode, "until" | "max" | "every"> {
  readonly id: NodeId;
  readonly at: Position;
  readonly body: PlacedArm;
  readonly label: string;
  readonly isNamed: boolean;
  readonly until: Expression | null;
  /** The name under which it can be read how often it ran; null: it cannot. */
  readonly out: string | null;
}

function everyOf(call: Call, options: Options): Deadline | null {
  const every = options.get("every");
  return every === null ? null : deadlineOf(call, every);
}

function loopBlock(call: Call, plan: LoopPlan): Placed["block"] {
  const { id, at, body, until, max, every } = plan;
  const end = `${id}.end`;
  const meta = metaOf(call, at, plan.label);
  const out = plan.out === null ? null : stepVariable(at, plan.out);
  return {
    entry: () => id,
    emit: (next, nodes) => {
      const node: LoopNode = { kind: "loop", body: body.block.entry(end), until, every, max, out, next };
      nodes.push({ id, node, meta, isNamed: plan.isNamed });
      body.block.emit(end, nodes);
      nodes.push({
        id: end,
        isNamed: false,
        meta: madeMeta(at, "end", "end of the pass"),
        node: { kind: "end", of: id },
      });
    },
  };
}

function knowLoop(call: Call, at: Position, name: string): Position {
  return knowStep(at, call.scope, {
    name,
    type: {
      object: { passes: { scalar: "number", nullable: false }, done: { scalar: "boolean", nullable: false } },
      nullable: false,
    },
    span: call.span,
  });
}
