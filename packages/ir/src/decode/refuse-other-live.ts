import type { FlowIr } from "../flow.js";
import { livenessOf } from "../live/live-variables.js";
import { DecodeError } from "./decode-error.js";
import { at } from "./decoder.js";

/** Throws where `live` is not what follows from the rest: a cursor would lose a variable, or carry one for nothing. */
export function refuseOtherLive(flow: FlowIr): void {
  const liveAt = livenessOf(flow);
  for (const id of Object.keys(flow.nodes)) {
    const given = Object.hasOwn(flow.live, id) ? flow.live[id] : undefined;
    if (given === undefined) throw new DecodeError("live", `the node "${id}" is missing`);
    const live = liveAt(id);
    const missing = live.find(name => !given.includes(name));
    if (missing !== undefined)
      throw new DecodeError(at("live", id), `"${missing}" is live there, and it is not listed`);
    const extra = given.find(name => !live.includes(name));
    if (extra !== undefined) throw new DecodeError(at("live", id), `"${extra}" is not live there`);
  }
  for (const id of Object.keys(flow.live)) {
    if (!Object.hasOwn(flow.nodes, id)) throw new DecodeError(at("live", id), "the flow has no such node");
  }
}
