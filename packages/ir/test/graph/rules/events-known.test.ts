import type { EventIr, EventMatch, EventTrigger, FlowSemantics, SubjectIr, Watcher } from "@flowline/ir";
import { expect, test } from "vitest";
import { end, read, wait } from "../../flow-builder.js";
import { problemsOf } from "./problems-of.js";

const ANY = { any: true as const, nullable: true };
const paid: EventIr = { payload: ANY, subject: "user", id: read("event"), keys: { order: read("event") } };
const user: SubjectIr = { name: "user", source: { type: "table", table: "users", key: "id" }, fields: {} };
const trigger: EventTrigger = {
  type: "event",
  event: "paid",
  where: null,
  keys: ["order"],
  again: "ignore",
  reentry: "always",
};
const about: Partial<FlowSemantics> = { subject: user, events: { paid }, trigger };
const match: EventMatch = { event: "paid", from: "subject", keys: ["order"], where: null };
const waiting = (more: Partial<EventMatch> = {}) => ({
  w: wait("e", { events: [{ ...match, ...more, name: "got" }] }),
  e: end(),
});

test("events are known wherever they are named", () => {
  expect(problemsOf(waiting(), about)).toEqual([]);
  expect(problemsOf(waiting({ event: "gone" }), about)).toEqual([
    'nodes/w/events/0/event: "events" does not have "gone"',
  ]);
  expect(problemsOf(waiting(), { ...about, trigger: { ...trigger, event: "toString" } })).toContain(
    'trigger/event: "events" does not have "toString"',
  );
  const watcher: Watcher = {
    name: "g",
    kind: "goal",
    exits: true,
    on: { type: "event", match: { ...match, event: "no" } },
  };
  expect(problemsOf(waiting(), { ...about, watchers: [watcher] })).toContain(
    'watchers/0/on/match/event: "events" does not have "no"',
  );
  const restart = { w: wait("e", { restartOn: [{ ...match, event: "no" }] }), e: end() };
  expect(problemsOf(restart, about)).toContain('nodes/w/restartOn/0/event: "events" does not have "no"');
  const emits = {
    a: { kind: "assign" as const, set: [], emit: [{ event: "no", payload: read("trigger") }], next: "e" },
    e: end(),
  };
  expect(problemsOf(emits, about)).toContain('nodes/a/emit/0/event: "events" does not have "no"');
});

test("an event that nobody names is not listed", () => {
  expect(problemsOf({ e: end() }, { events: { paid } })).toEqual([
    "events/paid: the flow neither takes nor emits this event",
  ]);
});

test("keys are the event's, and the run's as well", () => {
  expect(problemsOf(waiting({ keys: [] }), about)).toEqual([]);
  expect(problemsOf(waiting({ keys: ["order", "x"] }), about)).toEqual([
    'nodes/w/events/0/keys/1: the event "paid" has no key "x"',
    'nodes/w/events/0/keys/1: the run has no key "x"',
  ]);
  expect(problemsOf(waiting(), { ...about, trigger: { ...trigger, keys: [] } })).toEqual([
    'nodes/w/events/0/keys/0: the run has no key "order"',
  ]);
});

test("an event about the run's subject is about such a subject", () => {
  const about_ = (subject: string | null) => ({ ...about, events: { paid: { ...paid, subject } } });
  expect(problemsOf(waiting(), about_("team"))).toEqual([
    'nodes/w/events/0/from: the event "paid" is about a team, the run is about a user: it would match nothing',
  ]);
  expect(problemsOf(waiting({ from: "anyone" }), about_("team"))).toEqual([]);
});
