import type { NodeId, ValueType, VariableName, WaitNode } from "@flowline/ir";
import type { Call, Placed } from "../flow-scope.js";
import { unionOfTypes } from "../types.js";
import { type PlacedArm, placeArm, rejoin } from "./arms.js";
import type { Block } from "./block.js";

import { argumentOf } from "./call.js";
import type { Given } from "./given.js";
import { knowStep } from "./known.js";
import { metaOf } from "./node-meta.js";
import type { Position } from "./position.js";

/** A wait, apart from what every wait has. */
export interface WaitPlan {
  readonly id: NodeId;
  /** Where the wait itself stands, and what follows it by name. */
  readonly at: Position;
  readonly after: Position;
  readonly isNamed: boolean;
  readonly label: string;
  readonly node: Partial<Omit<WaitNode, "kind" | "arms" | "next">>;
  /** The `name` option: what ids in arms begin with. */
  readonly owner: string | null;
  /** By outcome: the arm that the author wrote, and what the outcome comes to. */
  readonly outcomes: readonly WaitOutcome[];
  /** The name under `steps`; null: nobody may read it. */
  readonly out: string | null;
  /** For a first-of: what `event` holds by the value of `is`. */
  readonly variants?: ReadonlyMap<string, ValueType>;
}

/** One way in which a wait can end. */
export interface WaitOutcome {
  /** The kernel's name for it. */
  readonly outcome: string;
  /** The arm's key. */
  readonly label: string;
  readonly arm: Given | null;
  /** What the wait comes to in this case. */
  readonly type: ValueType | null;
  /** Whether the node says that this outcome goes on behind the arms where the author wrote none for it. */
  readonly goesPast?: boolean;
}

/** A wait with its arms. */
export function placeWait(call: Call, plan: WaitPlan): Placed {
  const variable = plan.out === null ? null : `steps.${plan.at.namespace}${plan.out}`;
  const arms = plan.outcomes.map(outcome => placeOutcome(call, plan, outcome));
  const written = arms.filter(({ isWritten }) => isWritten);
  const block: Block = waitBlock(call, plan, { variable, arms: written });
  const types = plan.outcomes.flatMap(({ type }) => type ?? []);
  const certain = know(plan.after, call, plan, types);
  const rejoined = rejoin(certain, arms);
  // Behind the arms nobody knows any more which of them it was.
  const steps = new Map(rejoined.after.environment.steps);
  const known = plan.out === null ? undefined : certain.environment.steps.get(plan.out);
  if (known !== undefined && plan.out !== null) steps.set(plan.out, known);
  return {
    block,
    ends: rejoined.ends,
    after: { ...rejoined.after, environment: { ...rejoined.after.environment, steps } },
  };
}

function placeOutcome(
  call: Call,
  plan: WaitPlan,
  { outcome, label, arm, type, goesPast = false }: WaitOutcome,
): PlacedArm & { readonly outcome: string } {
  const inside = know(plan.after, call, plan, type === null ? [] : [type]);
  const placed = placeArm(call, arm, inside, { label, owner: plan.owner });
  return { ...placed, isWritten: placed.isWritten || goesPast, outcome };
}

function know(at: Position, call: Call, { out, variants }: WaitPlan, types: readonly ValueType[]): Position {
  if (out === null || types.length === 0) return at;
  const { scope, span } = call;
  return knowStep(at, scope, { name: out, type: unionOfTypes(types), span, ...(variants && { variants }) });
}

interface WaitParts {
  readonly variable: VariableName | null;
  readonly arms: readonly (PlacedArm & { readonly outcome: string })[];
}

/** A wait before anything is said of it. */
export const WAIT: Omit<WaitNode, "out" | "arms" | "next"> = {
  kind: "wait",
  until: null,
  events: [],
  need: "first",
  restartOn: [],
  approval: null,
  since: "run",
};

function waitBlock(call: Call, plan: WaitPlan, { variable, arms }: WaitParts): Block {
  const meta = metaOf(call, plan.at, plan.label);
  return {
    entry: () => plan.id,
    emit: (next, nodes) => {
      const node: WaitNode = {
        ...WAIT,
        ...plan.node,
        out: variable,
        arms: Object.fromEntries(arms.map(({ outcome, block }) => [outcome, block.entry(next)])),
        next,
      };
      nodes.push({
        id: plan.id,
        node,
        meta,
        isNamed: plan.isNamed,
        ...(plan.isNamed && { namedAt: argumentOf(call, 0)?.span ?? call.span }),
      });
      for (const { block } of arms) block.emit(next, nodes);
    },
  };
}
