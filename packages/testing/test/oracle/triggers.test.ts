import type { Concurrency, EventTrigger, FlowIr } from "@flowline/ir";
import { describe, expect, it } from "vitest";
import {
  after,
  DAY,
  end,
  HOUR,
  MINUTE,
  makeFlow,
  match,
  member,
  not,
  pause,
  START,
  same,
  upgraded,
  variable,
  wait,
} from "../support/make-flow.js";
import { ada, startOracle } from "../support/start-oracle.js";

function onPaid(parts: Partial<EventTrigger> = {}, more: Partial<FlowIr> = {}): FlowIr {
  return makeFlow({
    trigger: { type: "event", event: "paid", where: null, keys: [], again: "ignore", reentry: "always", ...parts },
    nodes: { w: pause("end", DAY), end: end() },
    ...more,
  });
}

const pay = (order: string) => ({ userId: "ada", order });
const states = (oracle: ReturnType<typeof startOracle>): readonly string[] =>
  oracle.runs().map(({ state, reason, variables }) => {
    const trigger = JSON.stringify((variables.trigger as { order?: string } | null)?.order ?? null);
    return `${trigger} ${state}${reason === null ? "" : ` (${reason})`}`;
  });

describe("an event trigger", () => {
  it.each([
    ["ignore", ['"a" waiting']],
    ["update", ['"b" waiting']],
    ["restart", ['"a" canceled (restarted)', '"b" waiting']],
    ["queue", ['"a" waiting', '"b" waiting']],
    ["parallel", ['"a" waiting', '"b" waiting']],
  ] as const)("with again: %s", (again, expected) => {
    const oracle = startOracle(onPaid({ again }));
    oracle.emit("paid", pay("a"));
    oracle.advance({ byMs: HOUR });
    oracle.emit("paid", pay("b"));
    expect(states(oracle)).toEqual(expected);
    const second = oracle.runs()[1];
    if (again === "queue") expect(second?.at).toEqual([]);
    if (again === "parallel") expect(second?.at).toEqual(["w"]);
  });

  it("lets the queued run in when the one before it has ended", () => {
    const oracle = startOracle(onPaid({ again: "queue" }));
    oracle.emit("paid", pay("a"));
    oracle.emit("paid", pay("b"));
    oracle.advance({ byMs: DAY });
    expect(states(oracle)).toEqual(['"a" completed', '"b" waiting']);
    oracle.advance({ byMs: DAY });
    expect(states(oracle)).toEqual(['"a" completed', '"b" completed']);
  });

  it("begins a run of its own for each key", () => {
    const oracle = startOracle(onPaid({ keys: ["order"] }));
    for (const order of ["a", "b", "a"]) oracle.emit("paid", pay(order));
    expect(states(oracle)).toEqual(['"a" waiting', '"b" waiting']);
    expect(oracle.runs()[0]?.keys).toEqual({ order: "a" });
  });

  it("begins nothing for an event about nobody we know, or where `where` does not hold", () => {
    const where = same(member("order", "event"), { op: "literal", type: { any: true, nullable: true }, value: "a" });
    const oracle = startOracle(onPaid({ where }));
    oracle.emit("paid", { userId: "bob", order: "a" });
    oracle.emit("paid", pay("b"));
    expect(oracle.runs()).toEqual([]);
  });

  it("begins again as its reentry says", () => {
    for (const [reentry, count] of [
      ["once", 1],
      ["always", 3],
      [{ afterMs: 3 * DAY }, 2],
    ] as const) {
      const oracle = startOracle(onPaid({ reentry }));
      for (let day = 0; day < 3; day += 1) {
        oracle.emit("paid", pay("a"));
        oracle.advance({ byMs: 2 * DAY });
      }
      expect(oracle.runs()).toHaveLength(count);
    }
  });

  it("is consumed by the run that it begins", () => {
    const flow = onPaid({}, { nodes: { w: wait("end", { events: [{ ...match("paid"), name: "got" }] }), end: end() } });
    const oracle = startOracle(flow);
    oracle.emit("paid", pay("a"));
    expect(oracle.runs()[0]?.state).toBe("waiting");
  });

  it("is matched by the run's keys", () => {
    const events = [{ ...match("opened", { keys: ["order"] }), name: "got" }];
    const flow = onPaid({ keys: ["order"] }, { nodes: { w: wait("end", { events, until: after(DAY) }), end: end() } });
    const oracle = startOracle(flow);
    oracle.emit("paid", pay("a"));
    oracle.emit("opened", pay("b"));
    expect(oracle.runs()[0]?.state).toBe("waiting");
    oracle.emit("opened", pay("a"));
    expect(oracle.runs()[0]?.state).toBe("completed");
  });
});

describe("an audience", () => {
  it("takes those for whom it holds, in the order of the source, and again as its reentry says", () => {
    const flow = makeFlow({
      trigger: { type: "audience", predicate: not(upgraded), reentry: "always" },
      nodes: { w: pause("end", DAY), end: end() },
    });
    const rows = [ada, { ...ada, id: "bob", upgraded: true }, { ...ada, id: "cyd" }];
    const oracle = startOracle(flow, { subjects: { user: rows } });
    oracle.enroll("f");
    expect(oracle.runs().map(({ subject }) => subject)).toEqual(["ada", "cyd"]);
    expect(oracle.enroll("f")).toEqual([]);
    oracle.advance({ byMs: DAY });
    expect(oracle.enroll("f")).toHaveLength(2);
  });
});

describe("a schedule", () => {
  const scheduled = (cron: string, zone: string) =>
    makeFlow({ subject: null, trigger: { type: "schedule", cron, zone }, nodes: { end: end() } });
  const times = (flow: FlowIr, startAt: string, days: number) => {
    const oracle = startOracle(flow, { startAt, subjects: {} });
    oracle.advance({ byMs: days * DAY });
    return oracle.runs().map(({ variables }) => variables.trigger);
  };

  it("begins a run at each of its instants, in its zone", () => {
    expect(times(scheduled("0 9 * * 1", "Europe/Berlin"), "2025-03-24T00:00:00Z", 14)).toEqual([
      { scheduledAt: "2025-03-24T08:00:00.000Z" },
      { scheduledAt: "2025-03-31T07:00:00.000Z" },
    ]);
  });

  it("runs once on a day that lacks its time, at the end of the gap, and once on a day that has it twice", () => {
    expect(times(scheduled("30 2 * * *", "America/New_York"), "2025-03-09T05:00:00Z", 1)).toEqual([
      { scheduledAt: "2025-03-09T07:00:00.000Z" },
    ]);
    expect(times(scheduled("30 1 * * *", "America/New_York"), "2025-11-02T04:00:00Z", 1)).toEqual([
      { scheduledAt: "2025-11-02T05:30:00.000Z" },
    ]);
  });
});

describe("a limit", () => {
  const limited = (onFull: Concurrency["onFull"], parts: Partial<Concurrency> = {}) =>
    makeFlow({
      concurrency: [{ key: null, limit: 1, onFull, ...parts }],
      nodes: { w: pause("end", HOUR), end: end() },
    });
  const startThree = (flow: FlowIr) => {
    const oracle = startOracle(flow);
    for (const order of ["a", "b", "c"]) {
      oracle.start("f", { subject: "ada", trigger: { order } });
      oracle.advance({ byMs: MINUTE });
    }
    return oracle;
  };

  it.each([
    ["queue", ['"a" waiting', '"b" waiting', '"c" waiting']],
    ["keepNewest", ['"a" waiting', '"b" canceled (a newer one waits)', '"c" waiting']],
    ["cancelNewest", ['"a" waiting', '"b" canceled (no room)', '"c" canceled (no room)']],
    ["cancelRunning", ['"a" canceled (made room)', '"b" canceled (made room)', '"c" waiting']],
  ] as const)("that is reached: %s", (onFull, expected) => {
    expect(states(startThree(limited(onFull)))).toEqual(expected);
  });

  it("never admits more than it says, and lets the next one in as soon as there is room", () => {
    const oracle = startThree(limited("queue", { limit: 2 }));
    expect(oracle.runs().map(({ at }) => at.length)).toEqual([1, 1, 0]);
    oracle.advance({ to: Date.parse(START) + HOUR });
    expect(oracle.runs().map(({ state, at }) => `${state} ${at.length}`)).toEqual([
      "completed 0",
      "waiting 1",
      "waiting 1",
    ]);
  });

  it("counts by its key", () => {
    const key = { op: "member", type: { any: true, nullable: true }, of: variable("trigger"), name: "order" } as const;
    expect(
      startThree(limited("queue", { key }))
        .runs()
        .map(({ at }) => at.length),
    ).toEqual([1, 1, 1]);
  });
});

describe("a flow that never rests", () => {
  it("ends with a sentence that names it", () => {
    const flow = makeFlow({
      nodes: {
        l: { kind: "loop", body: "l.end", until: null, every: null, max: null, out: null, next: "end" },
        "l.end": end("l"),
        end: end(),
      },
    });
    expect(() => startOracle(flow, { hottest: 500 }).start("f", { subject: "ada" })).toThrow(
      /The flow "f" goes round and round at "l(\.end)?" without waiting: 500 moves at one moment\./,
    );
  });
});
