import type { Expression, WaitNode } from "@flowline/ir";
import { text } from "./flow-parts.js";
import { idIn, type Lowering, type Place, portableCondition } from "./lowering.js";
import { coin, outOf } from "./name-program.js";
import type { Block, Draw, WaitStatement } from "./program.js";

/** A pause, and the frame of every other wait. */
export function waitOf({ keys, hasSubject }: Lowering, draw: Draw, next: string): WaitNode {
  const isPaid = coin(draw, 2);
  const match = {
    event: isPaid ? "order.paid" : "news",
    from: isPaid && hasSubject ? ("subject" as const) : ("anyone" as const),
    keys: coin(draw, 3) ? keys : [],
    where: null,
  };
  return {
    kind: "wait",
    until: null,
    events: [],
    need: "first",
    restartOn: draw.deadline.type === "duration" && coin(draw, 4) ? [match] : [],
    approval: null,
    since: coin(draw, 5) ? "run" : "node",
    out: null,
    arms: {},
    next,
  };
}

/** A wait for an event or for people, with or without a deadline and arms. */
export function lowerWait(lowering: Lowering, statement: WaitStatement, { next, own }: Place): WaitNode {
  const { word, draw, arm, late } = statement;
  const wait = waitOf(lowering, draw, next);
  const timed = late !== null || coin(draw, 6);
  const all = coin(draw, 7);
  const event = { event: "news", from: "anyone" as const, keys: [], where: portableCondition(draw) };
  const block = (inner: Block) => lowering.block(inner, { next, own });
  const outcome = word === "approval" ? "approved" : all ? "all" : "got";
  return {
    ...wait,
    until: timed ? draw.deadline : null,
    restartOn: timed ? wait.restartOn : [],
    events: word === "approval" ? [] : [{ ...event, name: "got" }, ...(coin(draw, 8) ? [{ ...event, name: "b" }] : [])],
    need: word === "event" && all ? "all" : "first",
    approval: word === "approval" ? approvalOf(lowering, draw) : null,
    out: outOf(idIn(lowering, statement), draw),
    arms: Object.fromEntries([
      ...(arm === null ? [] : [[outcome, block(arm)] as const]),
      ...(late === null ? [] : [["timeout", block(late)] as const]),
    ]),
  };
}

function approvalOf(lowering: Lowering, draw: Draw): WaitNode["approval"] {
  const people: Expression = {
    op: "list",
    type: { list: { scalar: "text", nullable: false }, nullable: false },
    items: [text("ada"), text("bob"), text("cyd")],
  };
  return {
    name: "budget",
    of: people,
    need: 1 + (draw.pick % 2),
    reject: coin(draw, 8) ? "any" : "all",
    not: coin(draw, 3) ? text("bob") : null,
    remindMs: coin(draw, 4) && lowering.hasSubject ? [1000, 5000] : [],
  };
}
