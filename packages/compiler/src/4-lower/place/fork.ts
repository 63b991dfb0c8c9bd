import type { ForkNode, JoinNode, NodeId, ValueType } from "@flowline/ir";
import { successorsOf } from "@flowline/ir";
import { diagnose } from "../../diagnostics/definition.js";
import { exitInArm, tooFewArrive } from "../../diagnostics/graph.js";
import { duplicateStep } from "../../diagnostics/names.js";
import { type Call, type Placed, report } from "../flow-scope.js";
import { type PlacedArm, placeArm } from "./arms.js";

import type { PlacedNode } from "./block.js";
import type { Given } from "./given.js";
import { afterAllOf, afterSomeOf, knowStep, stepVariable } from "./known.js";
import { madeMeta, metaOf } from "./node-meta.js";
import type { Position } from "./position.js";

/** Arms that run at the same time. */
export interface ForkPlan {
  readonly id: NodeId;
  readonly at: Position;
  readonly after: Position;
  /** The `name` option: what ids in the arms begin with. */
  readonly owner: string | null;
  /** The name under which it can be read what became of the arms; null: it cannot. */
  readonly out: string | null;
  readonly label: string;
  readonly arms: ReadonlyMap<string, Given>;
  /** How many arms must arrive. */
  readonly need: number;
  readonly armError: JoinNode["armError"];
}

/** A fork, its arms, and the join where they meet. */
export function placeFork(call: Call, plan: ForkPlan): Placed {
  const { id, at, after } = plan;
  const join = `${id}.join`;
  const inside = { ...after, environment: at.environment };
  const arms = [...plan.arms].map(([label, arm]) => placeArm(call, arm, inside, { label, owner: plan.owner }));
  refuseSharedWrites(call, at, arms);
  const arriving = arms.filter(arm => !arm.ends).length;
  judgeExits(call, { plan, arms, arriving });
  const out = plan.out === null ? null : stepVariable(at, plan.out);
  const fork = metaOf(call, at, plan.label);
  const block: Placed["block"] = {
    entry: () => id,
    emit: (next, nodes) => {
      const node: ForkNode = {
        kind: "fork",
        arms: arms.map(({ label, block }) => ({ name: label, next: block.entry(join) })),
        join,
        opens: true,
      };
      nodes.push({ id, node, meta: fork, isNamed: plan.owner !== null });
      const emitted = arms.map(arm => {
        const own: PlacedNode[] = [];
        arm.block.emit(join, own);
        nodes.push(...own);
        return arm.block.entry(join) === join || own.some(({ node }) => successorsOf(node).includes(join));
      });
      // What goes on for ever has an arrow to what follows, too, though nobody ever takes it.
      const expects = emitted.filter(leadsHere => leadsHere).length;
      nodes.push({
        id: join,
        isNamed: false,
        meta: madeMeta(at, "join", joinLabel(plan)),
        node: joinOf(plan, { expects, out, next }),
      });
    },
  };
  const isAll = plan.need === plan.arms.size && plan.armError === "fail";
  const written = arms.map(arm => arm.after.environment);
  const known = isAll
    ? afterAllOf(at.environment, written)
    : afterSomeOf(at.environment, written, {
        how: plan.need < plan.arms.size ? "canceled" : "failed",
        span: call.span,
      });
  const ends = arms.length > 0 && arriving === 0;
  return { block, after: knowOutcome(call, { ...after, environment: known }, plan), ends };
}

function joinOf(plan: ForkPlan, { expects, out, next }: Pick<JoinNode, "expects" | "out" | "next">): JoinNode {
  const need = Math.min(plan.need, expects);
  return { kind: "join", expects, need, closes: true, armError: plan.armError, out, next };
}

function joinLabel({ need, arms }: ForkPlan): string {
  if (need === arms.size) return "all arms";
  return need === 1 ? "the first arm" : `${need} of ${arms.size} arms`;
}

function knowOutcome(call: Call, after: Position, { out, arms }: ForkPlan): Position {
  if (out === null) return after;
  const text: ValueType = { scalar: "text", nullable: false };
  const outcomes = Object.fromEntries([...arms.keys()].map(label => [label, text]));
  const type: ValueType = {
    object: { first: { scalar: "text", nullable: true }, arms: { object: outcomes, nullable: false } },
    nullable: false,
  };
  return knowStep(after, call.scope, { name: out, type, span: call.span });
}

/** What two arms write at the same time would be whichever of them came last. */
function refuseSharedWrites(call: Call, at: Position, arms: readonly PlacedArm[]): void {
  const first = new Map<string, PlacedArm>();
  for (const arm of arms) {
    for (const [variable, span] of writesOf(at, arm)) {
      const other = first.get(variable);
      if (other === undefined) first.set(variable, arm);
      else if (other !== arm) {
        const otherSpan = writesOf(at, other).get(variable) ?? other.span;
        const related = [{ message: `The arm "${other.label}" writes it here.`, span: otherSpan }];
        const facts = { name: variable, how: "together" } as const;
        report(call.scope, diagnose(duplicateStep, facts, { span: span ?? arm.span, related }));
      }
    }
  }
}

function writesOf({ environment }: Position, arm: PlacedArm): ReadonlyMap<string, PlacedArm["span"] | null> {
  const writes = new Map<string, PlacedArm["span"] | null>();
  for (const part of ["steps", "vars"] as const) {
    const known = arm.after.environment[part];
    for (const [name, variable] of known) {
      if (environment[part].get(name) !== variable) writes.set(`${part}.${name}`, variable.span);
    }
  }
  return writes;
}

/** An arm that never arrives: it ends the run, whatever the others do, or goes on for ever beside them. */
function judgeExits(
  call: Call,
  { plan, arms, arriving }: { readonly plan: ForkPlan; readonly arms: readonly PlacedArm[]; readonly arriving: number },
): void {
  const missing = arms.filter(({ ends }) => ends);
  if (arriving < plan.need && plan.need < arms.length) {
    const facts = { need: plan.need, arriving };
    report(call.scope, diagnose(tooFewArrive, facts, { span: call.span }));
  } else if (arriving === 0 && arms.length > 0) {
    report(call.scope, diagnose(tooFewArrive, { need: plan.need, arriving }, { span: call.span }));
  } else if (plan.need === arms.length) {
    for (const arm of missing) report(call.scope, diagnose(exitInArm, { arm: arm.label }, { span: arm.span }));
  }
}
