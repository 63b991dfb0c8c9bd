import type { Expression, FlowIr } from "@flowline/ir";
import { formatStory, makeUpSubject, type Scenario, simulate } from "@flowline/testing";
import { describe, expect, it } from "vitest";
import {
  after,
  assign,
  DAY,
  decide,
  end,
  field,
  goal,
  HOUR,
  lit,
  makeFlow,
  map,
  match,
  member,
  not,
  pause,
  START,
  same,
  send,
  step,
  truthy,
  upgraded,
  userEvent,
  variable,
  wait,
} from "../support/make-flow.js";
import { ada } from "../support/start-oracle.js";

const events = { paid: userEvent };
const scenario = (parts: Partial<Scenario> = {}): Scenario => ({
  subject: ada,
  startAt: START,
  forMs: 30 * DAY,
  declared: events,
  ...parts,
});
const texts = (flow: FlowIr, parts: Partial<Scenario> = {}): readonly string[] =>
  simulate(flow, scenario(parts)).lines.map(({ text }) => text);

const chase = makeFlow({
  flow: "chase",
  trigger: { type: "audience", predicate: not(upgraded), reentry: "once" },
  watchers: [goal("upgraded", upgraded)],
  nodes: {
    hi: send("hi", "w"),
    w: wait("charge", {
      events: [{ ...match("paid"), name: "got" }],
      until: after(3 * DAY),
      arms: { timeout: "nudge" },
    }),
    nudge: send("nudge", "charge"),
    charge: step("end"),
    end: end(),
  },
});

describe("a story", () => {
  it("tells what came from outside, and what came of it", () => {
    const lines = texts(chase, {
      events: [{ atMs: DAY, event: "paid", payload: { order: "o1" } }],
      outputs: { charge: { ok: true } },
    });
    expect(lines).toEqual([
      'enters "chase" by its audience',
      'send "hi" to ada@example.com',
      "waits at w until",
      'paid {"order":"o1","userId":"ada"}',
      "got paid",
      'charge gave {"ok":true}',
      "ended: completed",
    ]);
  });

  it("ends at a goal, with what was read", () => {
    expect(texts(chase, { changes: [{ atMs: DAY, fields: { upgraded: true } }] }).slice(3)).toEqual([
      "upgraded is now true",
      'reached the goal "upgraded": user.upgraded is true',
      'ended: converted by the goal "upgraded"',
    ]);
  });

  it("tells of a trigger only the members that a decision read", () => {
    const plan = { ...member("plan", "trigger"), type: { scalar: "text", nullable: true } } as Expression;
    const flow = makeFlow({
      nodes: {
        d: decide({ pro: [same(plan, lit("pro")), "end"] }, "whole"),
        whole: decide({ some: [{ op: "and", left: truthy(variable("trigger")), right: truthy(plan) }, "end"] }, "end"),
        end: end(),
      },
    });
    expect(texts(flow, { trigger: { plan: "free", more: [1, 2] } }).slice(1, 3)).toEqual([
      'd: otherwise: trigger.plan is "free"',
      'whole: some: trigger is {"plan":"free","more":[1,2]}',
    ]);
    expect(texts(flow, { trigger: { plan: "pro" } })[1]).toBe('d: pro: trigger.plan is "pro"');
  });

  it.each<[string, Parameters<typeof map>[2], string]>([
    ["by its text in a plain list", { over: lit(["kim", "lee"]) }, 'm, item "kim"'],
    ["by its key where it has one", { over: lit(["kim"]), key: lit("first") }, 'm, item "first"'],
    ["by its place where neither says more", { over: lit([{ a: 1 }]) }, "m, item 0"],
  ])("names an item %s", (_, parts, told) => {
    const flow = makeFlow({ nodes: { m: map("m.end", "end", parts), "m.end": end("m"), end: end() } });
    expect(texts(flow)[1]).toBe(told);
  });

  it("tells of a failure that the scenario asks for", () => {
    expect(texts(chase, { failures: { charge: "no money" } }).slice(3)).toEqual([
      "w: timeout",
      'send "nudge" to ada@example.com',
      "charge failed (try 1): no money",
      "fails: no money",
      "ended: failed, no money",
    ]);
  });

  it("waits for an audience that only time makes true", () => {
    const later: Expression = {
      op: "compare",
      how: "<",
      left: field("due", { scalar: "instant", nullable: false }),
      right: { op: "now" },
    };
    const flow = makeFlow({
      trigger: { type: "audience", predicate: later, reentry: "once" },
      nodes: { hi: send("hi", "end"), end: end() },
    });
    const story = simulate(flow, scenario({ subject: { ...ada, due: "2025-03-05T00:00:00.000Z" } }));
    expect(story.runs[0]?.beganMs).toBe(Date.parse("2025-03-05T01:00:00Z"));
  });

  it("follows the runs that an event of the first one begins", () => {
    const first = makeFlow({
      nodes: { a: assign("end", {}, [{ event: "paid", payload: lit({ userId: "ada" }) }]), end: end() },
    });
    const second = makeFlow({
      flow: "thanks",
      trigger: { type: "event", event: "paid", where: null, keys: [], again: "ignore", reentry: "always" },
      nodes: { thanks: send("thanks", "end"), end: end() },
    });
    const told = formatStory(simulate(first, scenario({ others: [second] })));
    expect(told).toContain('[thanks#1] send "thanks" to ada@example.com');
    expect(told).toContain("[f#1] emits paid");
  });

  it("begins an event's flow with a payload about its subject", () => {
    const flow = makeFlow({
      trigger: { type: "event", event: "paid", where: null, keys: [], again: "ignore", reentry: "always" },
      nodes: { a: assign("end", { "vars.who": member("userId", "trigger") }), end: end() },
    });
    expect(simulate(flow, scenario()).runs[0]?.variables["vars.who"]).toBe("ada");
  });
});

describe("the printed story", () => {
  it("counts days and tells times in the reader's zone, over a change of the clock", () => {
    const flow = makeFlow({ nodes: { nap: pause("hi", 7 * DAY), hi: send("hi", "end"), end: end() } });
    const story = simulate(flow, scenario({ startAt: "2025-03-05T03:30:00Z" }));
    expect(formatStory(story, { zone: "America/New_York" })).toBe(`day 0, Tue 4 Mar 22:30   enters "f" by command
                         waits at nap until Tue 11 Mar 23:30
day 7, Tue 11 Mar 23:30  send "hi" to ada@example.com
                         ended: completed`);
  });

  it("says until when a date lets a run wait, and then where the date comes from", () => {
    const until = { type: "instant", instant: field("due", { scalar: "instant", nullable: true }), at: null } as const;
    const plain = makeFlow({
      nodes: {
        w: wait("end", { until: { ...until, zone: { of: null, fallback: "UTC" }, maxLatenessMs: null } }),
        end: end(),
      },
    });
    const label = 'wait until before(user.due, "1d")';
    const { w } = plain.meta.nodes;
    const flow = { ...plain, meta: { ...plain.meta, nodes: w === undefined ? {} : { w: { ...w, label } } } };
    const story = simulate(flow, scenario({ subject: { ...ada, due: "2025-03-10T12:00:00.000Z" } }));
    expect(formatStory(story)).toContain('waits until Mon 10 Mar 12:00 (before(user.due, "1d"))');
  });

  it("says where a run stands when the story ends first", () => {
    const flow = makeFlow({ nodes: { nap: pause("end", 7 * DAY), end: end() } });
    expect(formatStory(simulate(flow, scenario({ forMs: HOUR })))).toMatch(/f#1 is still waiting at "nap"\.$/);
  });
});

describe("a made-up subject", () => {
  const made = (predicate: Expression) => {
    const flow = makeFlow({ trigger: { type: "audience", predicate, reentry: "once" }, nodes: { end: end() } });
    return flow.subject === null ? null : makeUpSubject(flow, { startMs: Date.parse(START), whole: flow.subject });
  };
  const text = { scalar: "text", nullable: true } as const;
  const isPlan = (plan: string): Expression => ({
    op: "equal",
    left: field("plan"),
    right: { op: "literal", type: text, value: plan },
    negated: false,
  });

  it("is as plain as can be where the audience takes that", () => {
    expect(made(not(upgraded))).toMatchObject({
      fits: true,
      row: { id: "u1", email: "ann@example.com", upgraded: false },
    });
  });

  it("has the constants that the audience compares with", () => {
    expect(made({ op: "and", left: upgraded, right: isPlan("gold") })).toMatchObject({
      fits: true,
      row: { upgraded: true, plan: "gold" },
    });
  });

  it("lies on the right side of a date", () => {
    const old: Expression = {
      op: "compare",
      how: "<",
      left: field("due", { scalar: "instant", nullable: false }),
      right: { op: "shift", of: { op: "now" }, byMs: -30 * DAY },
    };
    expect(made(old)?.fits).toBe(true);
  });

  it("says that nobody can be found where nobody can", () => {
    expect(made({ op: "and", left: isPlan("a"), right: isPlan("b") })?.fits).toBe(false);
  });
});
