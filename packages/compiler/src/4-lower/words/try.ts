import type { ScopeNode } from "@flowline/ir";
import { diagnose } from "../../diagnostics/definition.js";
import { halfTry } from "../../diagnostics/graph.js";
import { type Call, type Placed, report } from "../flow-scope.js";
import { placeArm, rejoin } from "../place/arms.js";
import { NOTHING } from "../place/block.js";
import { argumentOf } from "../place/call.js";
import { knowError, perhaps } from "../place/known.js";
import { madeMeta, metaOf } from "../place/node-meta.js";
import { type Position, unnamed } from "../place/position.js";

/** `try(arm).catch(arm)`: the second argument here is the arm of the `catch`. */
export function placeTry(call: Call, at: Position): Placed {
  const { id, after } = unnamed(at, "try");
  const inside = { ...after, environment: at.environment };
  const body = placeArm(call, argumentOf(call, 0), inside, { label: "try", owner: null });
  const caught = argumentOf(call, 1);
  if (caught === null) report(call.scope, diagnose(halfTry, { word: "try" }, { span: call.span }));
  // A failure may come before anything was written, or after all was.
  const seen = { ...inside, environment: perhaps(at.environment, body.after.environment) };
  const { environment } = knowError(seen, id);
  const arm = placeArm(call, caught, seen, { label: "catch", owner: null, environment });
  const end = `${id}.end`;
  const meta = metaOf(call, at, "try");
  const block: Placed["block"] = {
    entry: () => id,
    emit: (next, nodes) => {
      const node: ScopeNode = { kind: "scope", body: body.block.entry(end), catch: arm.block.entry(next), next };
      nodes.push({ id, node, meta, isNamed: false });
      body.block.emit(end, nodes);
      nodes.push({ id: end, isNamed: false, meta: madeMeta(at, "end", "end of try"), node: { kind: "end", of: id } });
      arm.block.emit(next, nodes);
    },
  };
  const rejoined = rejoin(after, [body, arm]);
  const { error } = at.environment;
  return {
    block,
    ends: rejoined.ends,
    after: { ...rejoined.after, environment: { ...rejoined.after.environment, error } },
  };
}

/** A `catch` that stands behind no `try`. */
export function placeCatch(call: Call, at: Position): Placed {
  report(call.scope, diagnose(halfTry, { word: "catch" }, { span: call.span }));
  return { block: NOTHING, after: at, ends: false };
}
