import type { EventIr, Subscription, WaitNode } from "@flowline/ir";
import { expect, test } from "vitest";
import { end, read, wait } from "../../flow-builder.js";
import { problemsOf } from "./problems-of.js";

const news: EventIr = { payload: { any: true, nullable: true }, subject: null, id: null, keys: {} };
const on = (name: string): Subscription => ({ name, event: "news", from: "anyone", keys: [], where: null });
const approval: WaitNode["approval"] = {
  name: "budget",
  of: read("trigger"),
  need: 1,
  reject: "any",
  not: null,
  remindMs: [],
};
const instant: WaitNode["until"] = {
  type: "instant",
  instant: { op: "now" },
  at: null,
  zone: { of: null, fallback: "UTC" },
  maxLatenessMs: null,
};

function problems(more: Partial<WaitNode>): readonly string[] {
  const node = wait("e", more);
  const events = node.events.length + node.restartOn.length > 0 ? { news } : {};
  return problemsOf({ w: node, e: end() }, { events });
}

test("a wait has something that ends it", () => {
  expect(problems({ until: null })).toEqual([
    "nodes/w: it has neither a deadline, nor events, nor an approval, and so could never end",
  ]);
  expect(problems({})).toEqual([]);
  expect(problems({ until: null, events: [on("got")] })).toEqual([]);
  expect(problems({ until: null, approval })).toEqual([]);
});

test.each<[string, Partial<WaitNode>, readonly string[]]>([
  ["due of a pause", {}, ["due"]],
  ["due and missing of an instant", { until: instant }, ["due", "missing"]],
  ["late where lateness has a limit", { until: { ...instant, maxLatenessMs: 1 } }, ["due", "missing", "late"]],
  ["the names of events and timeout", { events: [on("a"), on("b")] }, ["a", "b", "timeout"]],
  ["all and timeout", { events: [on("a"), on("b")], need: "all" }, ["all", "timeout"]],
  ["no timeout without a deadline", { until: null, events: [on("a")] }, ["a"]],
  ["approved, rejected and timeout", { approval }, ["approved", "rejected", "timeout"]],
])("the arms are outcomes that it can have: %s", (_, more, outcomes) => {
  const all = ["due", "missing", "late", "a", "b", "all", "timeout", "approved", "rejected"];
  for (const arm of all) {
    expect(problems({ ...more, arms: { [arm]: "e" } })).toHaveLength(outcomes.includes(arm) ? 0 : 1);
  }
});

test("no two events of a wait have one name, and none has a name with a meaning", () => {
  expect(problems({ events: [on("a"), on("a")] })).toEqual([
    'nodes/w/events/1/name: another event of this wait is called "a"',
  ]);
  expect(problems({ events: [on("timeout")] })).toEqual([
    'nodes/w/events/0/name: the name "timeout" has a meaning of its own',
  ]);
});

test("only a duration starts over", () => {
  expect(problems({ restartOn: [on("x")].map(({ name: _, ...match }) => match) })).toEqual([]);
  expect(problems({ until: instant, restartOn: [on("x")].map(({ name: _, ...match }) => match) })).toEqual([
    "nodes/w/restartOn: only a deadline that is a duration can start over",
  ]);
});

test("nobody waits for all of nothing", () => {
  expect(problems({ need: "all" })).toEqual(["nodes/w/need: it needs all of no events"]);
});
