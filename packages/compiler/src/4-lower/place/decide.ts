import type { DecideNode, Expression, NodeId } from "@flowline/ir";
import type { Call, Placed } from "../flow-scope.js";
import { type PlacedArm, rejoin } from "./arms.js";

import { knowStep, stepVariable } from "./known.js";
import { metaOf } from "./node-meta.js";
import type { Position } from "./position.js";

/** A decision between arms that rejoin. */
export interface DecidePlan {
  readonly id: NodeId;
  readonly at: Position;
  readonly after: Position;
  /** The name under which it can be read which arm was taken; null: it cannot. */
  readonly name: string | null;
  readonly label: string;
  readonly cases: readonly { readonly arm: PlacedArm; readonly when: Expression }[];
  /** The arm that is taken where no case holds; null: straight on. */
  readonly otherwise: PlacedArm | null;
  /** Whether one of the cases always holds. */
  readonly isComplete?: boolean;
}

/** A decide with its arms. */
export function placeDecide(call: Call, plan: DecidePlan): Placed {
  const { id, at, cases, otherwise } = plan;
  const arms = [...cases.map(({ arm }) => arm), ...(otherwise === null ? [] : [otherwise])];
  const out = plan.name === null ? null : stepVariable(at, plan.name);
  const meta = metaOf(call, at, plan.label);
  const block: Placed["block"] = {
    entry: () => id,
    emit: (next, nodes) => {
      const node: DecideNode = {
        kind: "decide",
        guards: null,
        cases: cases.map(({ arm, when }) => ({ name: arm.label, when, next: arm.block.entry(next) })),
        otherwise: otherwise === null ? next : otherwise.block.entry(next),
        out,
      };
      nodes.push({ id, node, meta, isNamed: plan.name !== null });
      for (const arm of arms) arm.block.emit(next, nodes);
    },
  };
  const straightOn = { after: plan.after, ends: false };
  const rejoined = rejoin(plan.after, otherwise === null && plan.isComplete !== true ? [...arms, straightOn] : arms);
  const after = plan.name === null ? rejoined.after : knowArm(call, rejoined.after, plan.name);
  return { block, after, ends: rejoined.ends };
}

function knowArm(call: Call, at: Position, name: string): Position {
  return knowStep(at, call.scope, {
    name,
    type: { object: { arm: { scalar: "text", nullable: true } }, nullable: false },
    span: call.span,
  });
}
