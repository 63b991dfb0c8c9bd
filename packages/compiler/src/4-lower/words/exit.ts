import type { Call, Placed } from "../flow-scope.js";
import { argumentOf, refuseArgument } from "../place/call.js";
import { textOf } from "../place/given.js";
import { metaOf } from "../place/node-meta.js";
import { type Position, unnamed } from "../place/position.js";

/** `exit(reason?)`: the end of the run, from wherever it stands. */
export function placeExit(call: Call, at: Position): Placed {
  const given = argumentOf(call, 0);
  const reason = textOf(given);
  if (given !== null && reason === null) refuseArgument(call, given, "a reason");
  const { id, after } = unnamed(at, "exit");
  const meta = metaOf(call, at, reason === null ? "exit" : `exit: ${reason}`);
  const block: Placed["block"] = {
    entry: () => id,
    emit: (_, nodes) =>
      void nodes.push({ id, meta, isNamed: false, node: { kind: "exit", reason: reason ?? "exit", raise: null } }),
  };
  return { block, after, ends: true };
}
