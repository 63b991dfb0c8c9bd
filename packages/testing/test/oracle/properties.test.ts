import { createHash } from "node:crypto";
import type { EventIr, FlowIr, Json, Row } from "@flowline/ir";
import { createOracle, type HistoryEntry, type Oracle, type StepCall, type StepOutcome } from "@flowline/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { flowArbitrary } from "../../../ir/test/arbitrary/flow.js";
import { assign, DAY, end, HOUR, lit, makeFlow, member, pause, START } from "../support/make-flow.js";

/** Something that the world does to a random flow. */
type Deed =
  | { readonly do: "emit"; readonly event: "order.paid" | "news"; readonly id: string; readonly total: number }
  | { readonly do: "touch"; readonly id: string; readonly changes: Row }
  | { readonly do: "answer"; readonly by: string; readonly approved: boolean }
  | { readonly do: "remove"; readonly id: string };

interface Play {
  readonly flow: FlowIr;
  readonly deeds: readonly { readonly atMs: number; readonly deed: Deed }[];
  readonly luck: number;
}

const ID = fc.constantFrom("u1", "u2");
const DEED: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("emit" as const),
      event: fc.constantFrom("order.paid" as const, "news" as const),
      id: ID,
      total: fc.nat(5),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("touch" as const),
      id: ID,
      changes: fc.record(
        {
          plan: fc.constantFrom("pro", "free"),
          constructor: fc.nat(5),
          email: fc.constantFrom(null, "a@b.c"),
          'the "flag"': fc.boolean(),
        },
        { requiredKeys: [] },
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("answer" as const),
      by: fc.constantFrom("ada", "bob", "cyd", "eve"),
      approved: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("remove" as const), id: ID }) },
);
const PLAY: fc.Arbitrary<Play> = fc.record({
  flow: flowArbitrary({ depth: 3, length: 4 }),
  deeds: fc.array(fc.record({ atMs: fc.oneof(fc.nat(10_000), fc.nat(10 * DAY)), deed: DEED }), { maxLength: 12 }),
  luck: fc.nat(1000),
});

const child = makeFlow({
  flow: "child",
  subject: null,
  nodes: { set: assign("nap", { "vars.result": lit(7) }), nap: pause("end", HOUR), end: end() },
  variables: { "vars.result": { any: true, nullable: true } },
  live: { set: [], nap: ["vars.result"], end: ["vars.result"] },
});

/** The variables that a body may read, as the flow says. */
function readBy(flow: FlowIr, id: string, variables: StepCall["variables"]): Json {
  const node = flow.nodes[id];
  if (node?.kind !== "step" || node.action.type !== "do") return [];
  return (node.action.reads ?? Object.keys(variables)).map(name => [name, variables[name] ?? null]).sort();
}

/** The same call always comes to the same, for what its body may read; one in six fails, one in six takes its time. */
function answer(luck: number, flow: FlowIr) {
  return ({ kind, node, attempt, run, variables }: StepCall): StepOutcome => {
    const read = kind === "do" ? readBy(flow, node, variables) : [];
    const byte =
      createHash("sha256")
        .update(JSON.stringify([luck, kind, node, attempt, run, read]))
        .digest()[0] ?? 0;
    const output: Json = kind === "http" ? { status: byte % 5 === 0 ? 500 : 200, body: byte } : byte;
    if (byte % 6 === 0) return { error: { message: "bad luck", final: byte % 4 === 0 } };
    return byte % 6 === 1 ? { output, takesMs: byte * 1000 } : { output };
  };
}

function play({ flow, deeds, luck }: Play, forget: boolean): Oracle {
  const body = answer(luck, flow);
  const oracle = createOracle({
    flows: [flow, child],
    events: EVENTS_OF_ALL,
    subjects: {
      user: ["u1", "u2"].map(id => ({
        id,
        email: "x@y.z",
        plan: "pro",
        constructor: 3,
        created_at: START,
        'the "flag"': true,
      })),
    },
    startAt: START,
    forget,
    hottest: 20_000,
    handlers: { do: body, http: body, send: body, undo: body, js: name => name.length % 2 === 0 },
  });
  for (const { atMs, deed } of deeds) oracle.at(Date.parse(START) + atMs, () => perform(oracle, deed));
  if (flow.trigger.type === "audience") oracle.enroll(flow.flow);
  if (flow.trigger.type === "manual") oracle.start(flow.flow, { trigger: { id: "u1" } });
  if (flow.trigger.type === "event") oracle.emit("order.paid", { id: "u1", total: 1 });
  oracle.advance({ byMs: 60 * DAY });
  return oracle;
}

const ABOUT_ID = member("id", "event");
const EVENTS_OF_ALL: Readonly<Record<string, EventIr>> = {
  "order.paid": { payload: { any: true, nullable: true }, subject: "user", id: ABOUT_ID, keys: { order: ABOUT_ID } },
  news: { payload: { any: true, nullable: true }, subject: null, id: null, keys: { order: ABOUT_ID } },
};

function perform(oracle: Oracle, deed: Deed): void {
  switch (deed.do) {
    case "emit":
      oracle.emit(deed.event, { id: deed.id, total: deed.total });
      break;
    case "touch":
      oracle.touch("user", deed.id, deed.changes);
      break;
    case "remove":
      oracle.remove("user", deed.id);
      break;
    case "answer":
      for (const { id } of oracle.runs()) oracle.decide(id, { of: "budget", by: deed.by, approved: deed.approved });
  }
}

const isOf =
  <What extends HistoryEntry["what"]>(...whats: readonly What[]) =>
  (entry: HistoryEntry): entry is HistoryEntry & { readonly what: What } =>
    whats.some(what => what === entry.what);

/** Whether time ended a wait before anything said that it would: a deadline, or an arrival that was late already. */
function isEarly(woke: HistoryEntry & { readonly what: "woke" }, entries: readonly HistoryEntry[]): boolean {
  if (woke.outcome !== "due" && woke.outcome !== "timeout") return false;
  return !entries
    .slice(0, entries.indexOf(woke))
    .filter(isOf("arrived", "waiting", "deadline moved"))
    .filter(({ node }) => node === woke.node)
    .some(one => (one.what === "arrived" ? one.atMs === woke.atMs : one.untilMs !== null && one.untilMs <= woke.atMs));
}

function forAll(check: (oracle: Oracle, play: Play) => void, runs = 250): void {
  fc.assert(
    fc.property(PLAY, one => check(play(one, false), one)),
    { numRuns: runs },
  );
}

describe("whatever the flow and whatever the world does", () => {
  it("terminal is final, and nothing of a run is left when it has ended", () => {
    forAll(oracle => {
      for (const run of oracle.runs()) {
        const entries = oracle.history(run.id).filter(({ what }) => what !== "late");
        const end = entries.findIndex(({ what }) => what === "ended");
        expect(end === -1 || end === entries.length - 1).toBe(true);
        expect(run.endedMs === null).toBe(end === -1);
        if (end !== -1) expect(run.at).toEqual([]);
      }
    });
  });

  it("a node commits at most once for each arrival", () => {
    forAll(oracle => {
      const balance = new Map<string, number>();
      for (const entry of oracle.history().filter(isOf("arrived", "completed", "woke", "decided"))) {
        const key = `${entry.run}\n${entry.node}`;
        balance.set(key, (balance.get(key) ?? 0) + (entry.what === "arrived" ? 1 : -1));
        expect(balance.get(key)).toBeGreaterThanOrEqual(0);
      }
    });
  });

  it("no timer is early, and a later attempt begins when it was said to", () => {
    forAll(oracle => {
      for (const { id } of oracle.runs()) {
        const entries = oracle.history(id);
        for (const woke of entries.filter(isOf("woke"))) expect(isEarly(woke, entries)).toBe(false);
        const agains = entries.filter(isOf("attempt failed")).map(({ node, againAtMs }) => `${node}\n${againAtMs}`);
        for (const again of entries.filter(isOf("began")).filter(({ attempt }) => attempt > 1)) {
          expect(agains).toContain(`${again.node}\n${again.atMs}`);
        }
      }
    });
  });

  it("a run consumes an event at most once", () => {
    forAll(oracle => {
      for (const { id } of oracle.runs()) {
        const numbers = oracle
          .history(id)
          .filter(isOf("consumed"))
          .map(({ number }) => number);
        expect(new Set(numbers).size).toBe(numbers.length);
      }
    });
  });

  it("no join counts more arrivals than it needs", () => {
    forAll((oracle, { flow }) => {
      for (const entry of oracle.history().filter(isOf("joined"))) {
        const node = flow.nodes[entry.node];
        expect(node?.kind === "join" && entry.arrivals <= node.need).toBe(true);
      }
    });
  });

  it("the same calls give the same history", () => {
    forAll((oracle, one) => {
      expect(play(one, false).history()).toEqual(oracle.history());
    }, 60);
  });

  it("only live variables are needed: without the others nothing is different", () => {
    forAll((oracle, one) => {
      expect(play(one, true).history()).toEqual(oracle.history());
    }, 400);
  });

  it("that is no wonder: without the live ones something is", () => {
    const isDifferent = (one: Play): boolean => {
      const without = play({ ...one, flow: { ...one.flow, live: {} } }, true);
      return JSON.stringify(without.history()) !== JSON.stringify(play(one, false).history());
    };
    expect(fc.sample(PLAY, { numRuns: 200, seed: 1 }).some(isDifferent)).toBe(true);
  });
});
