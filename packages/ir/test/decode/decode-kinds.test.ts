import {
  type DecodeError,
  decodeFlow,
  type FlowIr,
  type FlowSemantics,
  type KernelNode,
  printFlow,
} from "@flowline/ir";
import { describe, expect, test } from "vitest";
import { completed } from "../arbitrary/flow.js";
import { EVENTS, PORTABLE, SUBJECT } from "../arbitrary/flow-parts.js";
import { end, flowOf, fork, holds, join, loop, map, read, scope, set, step, wait } from "../flow-builder.js";

function refusalOf(flow: unknown): string {
  try {
    decodeFlow(JSON.parse(JSON.stringify(flow)));
    return "accepted";
  } catch (error) {
    return (error as DecodeError).message;
  }
}

const flow = (nodes: Readonly<Record<string, KernelNode>>, more: Partial<FlowSemantics> = {}): FlowIr =>
  completed(flowOf(nodes, more));

/** A flow of one node. */
const one = (node: KernelNode, more: Partial<FlowSemantics> = {}) => flow({ n: node, e: end() }, more);

describe("a member that a node cannot have", () => {
  test.each<[string, KernelNode, string]>([
    [
      "no attempt",
      step("e", { retry: { attempts: 0, afterMs: [], factor: 1, maxMs: 0, jitter: 0, honorRetryAfter: false } }),
      "nodes.n.retry.attempts: expected a whole number, at least 1, found 0",
    ],
    [
      "chance of more than all",
      step("e", { retry: { attempts: 1, afterMs: [], factor: 1, maxMs: 0, jitter: 2, honorRetryAfter: false } }),
      "nodes.n.retry.jitter: expected a number from 0 to 1, found 2",
    ],
    [
      "a shrinking pause",
      step("e", { retry: { attempts: 1, afterMs: [], factor: 0.5, maxMs: 0, jitter: 0, honorRetryAfter: false } }),
      "nodes.n.retry.factor: expected a number from 1, found 0.5",
    ],
    [
      "nothing of a budget",
      step("e", { rateLimit: { name: "x", units: 0, key: null } }),
      "nodes.n.rateLimit.units: expected a number above 0",
    ],
    [
      "a success as an outcome",
      step("e", { action: { type: "http", request: { op: "object", members: {} }, accepts: [204] } }),
      "accepts[0]: expected an HTTP status that is no success",
    ],
    [
      "statuses out of order",
      step("e", { action: { type: "http", request: { op: "object", members: {} }, accepts: [410, 404] } }),
      "accepts[1]: expected numbers in order, each once",
    ],
    [
      "a time of day that no day has",
      wait("e", {
        until: {
          type: "calendar",
          months: 0,
          days: 1,
          workdays: false,
          weekday: null,
          at: "24:00",
          zone: { of: null, fallback: "UTC" },
        },
      }),
      'nodes.n.until.at: expected a time of day written HH:MM, found "24:00"',
    ],
    [
      "an eighth day of the week",
      wait("e", {
        until: {
          type: "calendar",
          months: 0,
          days: 1,
          workdays: false,
          weekday: 8,
          at: null,
          zone: { of: null, fallback: "UTC" },
        },
      }),
      "weekday: expected a day from 1 (Monday) to 7, found 8",
    ],
    [
      "reminders out of order",
      wait("e", { approval: { name: "x", of: read("trigger"), need: 1, reject: "any", not: null, remindMs: [2, 1] } }),
      "remindMs[1]: expected numbers in order",
    ],
    ["a list that is none", { ...map("e", "e"), over: { op: "now" } }, "nodes.n.over"],
  ])("%s", (_, node, message) => {
    const nodes = node.kind === "map" ? { n: { ...node, body: "x" }, x: end("n"), e: end() } : { n: node, e: end() };
    expect(refusalOf(flow(nodes))).toContain(message);
  });

  test("a fork without arms", () => {
    expect(refusalOf(one({ ...fork("j", []), join: "j" }))).toContain("arms: expected at least one arm, found a list");
  });
});

describe("what does not fit the rest", () => {
  const sound = flow({ a: set("vars.x", "b"), b: step("e", { reads: ["vars.x"] }), e: end() });

  test("is the live list", () => {
    expect(refusalOf(sound)).toBe("accepted");
    expect(refusalOf({ ...sound, live: { ...sound.live, b: [] } })).toBe(
      'live.b: "vars.x" is live there, and it is not listed',
    );
    expect(refusalOf({ ...sound, live: { ...sound.live, a: ["vars.x"] } })).toBe('live.a: "vars.x" is not live there');
    expect(refusalOf({ ...sound, live: { ...sound.live, b: ["vars.x", "vars.x"] } })).toBe(
      "live.b[1]: expected names in order, each once",
    );
    expect(refusalOf({ ...sound, live: { a: [], b: ["vars.x"] } })).toBe('live: the node "e" is missing');
    expect(refusalOf({ ...sound, live: { ...sound.live, z: [] } })).toBe("live.z: the flow has no such node");
  });

  test("is the metadata of watchers and notes", () => {
    const meta = sound.meta;
    expect(refusalOf({ ...sound, meta: { ...meta, watchers: { g: meta.trigger } } })).toBe(
      "meta.watchers.g: the flow has no such watcher",
    );
    expect(refusalOf({ ...sound, meta: { ...meta, notes: [{ text: "", before: "z" }] } })).toBe(
      'meta.notes[0].before: there is no node "z"',
    );
    const watched = flow(
      { e: end() },
      {
        watchers: [
          {
            name: "g",
            kind: "goal",
            exits: false,
            on: { type: "predicate", when: { op: "not", of: { op: "truthy", of: { op: "now" } } } },
          },
        ],
      },
    );
    expect(refusalOf(watched)).toBe("accepted");
    expect(refusalOf({ ...watched, meta: { ...watched.meta, watchers: {} } })).toBe(
      'meta.watchers: the watcher "g" is missing',
    );
  });

  test("is a subject that the trigger does not give", () => {
    const audience = { type: "audience" as const, predicate: PORTABLE[0] ?? read("trigger"), reentry: "once" as const };
    expect(refusalOf(flow({ e: end() }, { trigger: audience }))).toContain(
      "subject: expected the audience's subject, found null",
    );
    expect(refusalOf(flow({ e: end() }, { trigger: audience, subject: SUBJECT }))).toBe("accepted");
    const schedule = { type: "schedule" as const, cron: "* * * * *", zone: "UTC" };
    expect(refusalOf(flow({ e: end() }, { trigger: schedule, subject: SUBJECT }))).toContain("subject: expected null");
    const trigger = {
      type: "event" as const,
      event: "order.paid",
      where: null,
      keys: [],
      again: "ignore" as const,
      reentry: "always" as const,
    };
    const events = { "order.paid": EVENTS["order.paid"] };
    expect(refusalOf(flow({ e: end() }, { trigger, events, subject: SUBJECT }))).toBe("accepted");
    expect(refusalOf(flow({ e: end() }, { trigger, events }))).toBe(
      'subject: the event "order.paid" is about a user, and the flow is about nobody',
    );
  });

  test("is a body that reads fields of nobody", () => {
    expect(refusalOf(one(step("e", { action: { type: "do", subject: null, reads: [] } })))).toContain(
      "nodes.n.action.subject: expected no fields",
    );
    expect(refusalOf(one(step("e", { action: { type: "do", subject: ["plan"], reads: [] } })))).toContain(
      'subject[0]: there is no field "plan"',
    );
  });
});

describe("an expression that its place does not take", () => {
  test.each<[string, FlowIr, string]>([
    [
      "a variable that is not there",
      one(step("e", { action: { type: "http", request: read("vars.gone"), accepts: [] } })),
      'nodes.n.action.request: there is no variable "vars.gone"',
    ],
    [
      "a number in the place of an object",
      one(step("e", { action: { type: "http", request: { op: "bucket", salt: "s" }, accepts: [] } })),
      "nodes.n.action.request: expected an object, found a number",
    ],
    [
      "an event where none arrives",
      flow({ l: loop("x", "e", { until: holds("event") }), x: end("l"), e: end() }),
      'there is no variable "event"',
    ],
    [
      "a watcher that no query can ask",
      flow(
        { e: end() },
        { watchers: [{ name: "g", kind: "goal", exits: false, on: { type: "predicate", when: holds("trigger") } }] },
      ),
      "watchers[0].on.when",
    ],
  ])("%s", (_, spoilt, message) => {
    expect(refusalOf(spoilt)).toContain(message);
  });

  test("the item and the error of frames have types of their own", () => {
    const number = { scalar: "number" as const, nullable: true };
    const over = {
      op: "list" as const,
      type: { list: { scalar: "number" as const, nullable: false }, nullable: false },
      items: [],
    };
    const item = (scalar: "number" | "text") =>
      flow({
        m: map("i", "e", { over, collect: { op: "variable", name: "item.m", type: { ...number, scalar } } }),
        i: wait("m.end"),
        "m.end": end("m"),
        e: end(),
      });
    expect(refusalOf(item("number"))).toBe("accepted");
    expect(refusalOf(item("text"))).toBe('nodes.m.collect: the variable "item.m" is a number, not a text');
  });
});

test("a printed flow of frames in one another comes back as it was", () => {
  const nested = flow({
    s: scope("f", "c", "e"),
    f: fork("j", ["a", "b"]),
    a: wait("j"),
    b: wait("j"),
    j: join("s.end", 2),
    "s.end": end("s"),
    c: wait("e"),
    e: end(),
  });
  expect(decodeFlow(JSON.parse(printFlow(nested)))).toEqual(nested);
});
