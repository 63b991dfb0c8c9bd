import type { Assignment } from "@flowline/ir";
import { typeOf } from "@flowline/ir";
import type { Call, Placed } from "../flow-scope.js";
import { ask, UNKNOWN } from "../place/ask.js";
import { single } from "../place/block.js";
import { argumentOf, refuseArgument } from "../place/call.js";
import { eventNamed } from "../place/event-match.js";
import { membersOf, textOf } from "../place/given.js";
import { knowVar } from "../place/known.js";
import { metaOf } from "../place/node-meta.js";
import { named, type Position, unnamed } from "../place/position.js";

/** `set({ name: value })`: variables, each seeing those before it. */
export function placeSet(call: Call, at: Position): Placed {
  const given = argumentOf(call, 0);
  const members = (given === null ? null : membersOf(given)) ?? [];
  if (members.length === 0) refuseArgument(call, given, "an object of values, { name: ... }");
  const { id, after } = unnamed(at, "set");
  let inside = { ...after, environment: at.environment };
  const set = members.map(([name, member]): Assignment => {
    const value = ask(call, member, inside, { role: `the variable "${name}"` });
    inside = knowVar(inside, call.scope, { name, type: typeOf(value), span: member.span });
    return { variable: `vars.${at.namespace}${name}`, value };
  });
  const meta = metaOf(call, at, `set ${members.map(([name]) => name).join(", ")}`);
  const block = single(id, next => ({ isNamed: false, meta, node: { kind: "assign", set, emit: [], next } }));
  return { block, after: inside, ends: false };
}

/** `emit(event, payload)`: an event that the run itself reports. */
export function placeEmit(call: Call, at: Position): Placed {
  const event = argumentOf(call, 0);
  const name = textOf(event);
  if (event === null || name === null) refuseArgument(call, event, "the name of an event");
  else eventNamed(call, event);
  const { id, after } = named(at, `emit ${name ?? ""}`);
  const given = argumentOf(call, 1);
  if (given === null) refuseArgument(call, null, "a payload");
  const payload = given === null ? UNKNOWN : ask(call, given, at, { role: `the payload of "${name}"` });
  const emit = [{ event: name ?? "", payload }];
  const meta = metaOf(call, at, `emit ${name ?? ""}`);
  const block = single(id, next => ({ isNamed: true, meta, node: { kind: "assign", set: [], emit, next } }));
  return { block, after, ends: false };
}
