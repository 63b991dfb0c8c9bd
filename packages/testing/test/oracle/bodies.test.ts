import type { KernelNode } from "@flowline/ir";
import type { StepCall, StepOutcome } from "@flowline/testing";
import { describe, expect, it } from "vitest";
import {
  after,
  assign,
  call,
  DAY,
  end,
  HOUR,
  lit,
  loop,
  makeFlow,
  map,
  member,
  pause,
  START,
  same,
  step,
  variable,
} from "../support/make-flow.js";
import { startOracle } from "../support/start-oracle.js";

const at = (ms: number): number => Date.parse(START) + ms;

function run(nodes: Readonly<Record<string, KernelNode>>, handle?: (call: StepCall) => StepOutcome) {
  const oracle = startOracle(
    makeFlow({ nodes: { ...nodes, end: end() } }),
    handle === undefined ? {} : { handlers: { do: handle } },
  );
  const id = oracle.start("f", { subject: "ada" });
  oracle.advance({ byMs: 30 * DAY });
  return { oracle, run: oracle.run(id), variables: oracle.run(id).variables };
}

describe("a map", () => {
  const over = (
    parts: Parameters<typeof map>[2],
    body: Readonly<Record<string, KernelNode>> = { a: step("m.end") },
  ) => ({
    m: map("a", "end", { over: lit(["x", "y", "z"]), collect: variable("item.m"), out: "steps.m", ...parts }),
    ...body,
    "m.end": end("m"),
  });

  it("collects in the order of its list, whatever the order of the ends", () => {
    const slow = ({ variables }: StepCall): StepOutcome => ({
      output: null,
      takesMs: variables["item.m"] === "x" ? HOUR : 1,
    });
    expect(run(over({ concurrency: 3 }), slow).variables["steps.m"]).toEqual(["x", "y", "z"]);
  });

  it("runs at most as many items at a time as it says", () => {
    const { oracle } = run(over({ concurrency: 2 }, { a: pause("m.end", HOUR) }));
    const begun = oracle.history().flatMap(entry => (entry.what === "item began" ? [entry.atMs] : []));
    expect(begun).toEqual([at(0), at(0), at(HOUR)]);
  });

  it("of concurrency 1 lets items see what those before them wrote; more keeps each for itself", () => {
    const body = { a: assign("m.end", { "vars.seen": variable("item.m") }) };
    const seen = { collect: variable("vars.seen") };
    expect(run(over({ ...seen, concurrency: 1 }, body)).variables).toMatchObject({ "vars.seen": "z" });
    const apart = run(over({ ...seen, concurrency: 3 }, body));
    expect(apart.variables["steps.m"]).toEqual(["x", "y", "z"]);
    expect(apart.variables).not.toHaveProperty(["vars.seen"]);
  });

  it("leaves the rest out where `until` holds, and begins anew while rounds are left", () => {
    const until = same(variable("item.m"), lit("y"));
    expect(run(over({ until, rounds: 3 })).variables["steps.m"]).toEqual(["x", "y"]);
    const second = same(variable("round.m"), lit(2));
    const { oracle } = run(over({ until: second, rounds: 3 }));
    expect(oracle.history().filter(({ what }) => what === "item began")).toHaveLength(4);
    const never = run(over({ until: lit(false), rounds: 2 }));
    expect(never.oracle.history().filter(({ what }) => what === "item began")).toHaveLength(6);
  });

  it("of nothing gives an empty list; of too much, or of no list, it fails", () => {
    expect(run(over({ over: lit(null) })).variables["steps.m"]).toEqual([]);
    expect(run(over({ max: 2 })).run).toMatchObject({
      state: "failed",
      reason: '"m" goes over at most 2 items, and there are 3.',
    });
    expect(run(over({ over: lit("x") })).run.state).toBe("failed");
  });
});

describe("a loop", () => {
  it("makes passes until it holds, or as many as it may", () => {
    const nodes = (until: boolean) => ({
      l: loop("a", "end", {
        until: until ? same(variable("pass.l"), lit(2)) : lit(false),
        max: 3,
        out: "steps.l",
      }),
      a: step("l.end"),
      "l.end": end("l"),
    });
    expect(run(nodes(true)).variables["steps.l"]).toEqual({ passes: 2, done: true });
    expect(run(nodes(false)).variables["steps.l"]).toEqual({ passes: 3, done: false });
  });

  it("begins the next pass at `every` after the last one began, at once if that is past", () => {
    for (const [bodyMs, expected] of [
      [HOUR, [0, DAY, 2 * DAY]],
      [2 * DAY, [0, 2 * DAY, 4 * DAY]],
    ] as const) {
      const { oracle } = run({
        l: loop("a", "end", { every: after(DAY), max: 3 }),
        a: pause("l.end", bodyMs),
        "l.end": end("l"),
      });
      const begun = oracle.history().flatMap(entry => (entry.what === "pass began" ? [entry.atMs - at(0)] : []));
      expect(begun).toEqual(expected);
    }
  });
});

describe("a step's attempts", () => {
  const retry = { attempts: 4, afterMs: [1000, 5000], factor: 3, maxMs: 10_000, jitter: 0.5, honorRetryAfter: true };
  const began = (handle: (call: StepCall) => StepOutcome, parts: Parameters<typeof step>[1] = { retry }) =>
    run({ a: step("end", parts) }, handle)
      .oracle.history()
      .flatMap(entry => (entry.what === "began" ? [entry.atMs - at(0)] : []));

  it("come after the pauses of its policy, growing beyond the table up to the longest", () => {
    expect(began(() => ({ error: { message: "no" } }))).toEqual([0, 1000, 6000, 16_000]);
  });

  it("wait longer where the other side asks for it, and end at a final error", () => {
    expect(
      began(({ attempt }) => ({ error: { message: "no", ...(attempt === 1 ? { retryAfterMs: 9000 } : {}) } })),
    ).toEqual([0, 9000, 14_000, 24_000]);
    expect(began(() => ({ error: { message: "no", final: true } }))).toEqual([0]);
  });

  it("that take too long are failed ones", () => {
    const { run: view, oracle } = run({ a: step("end", { timeoutMs: 500 }) }, () => ({ output: 1, takesMs: 501 }));
    expect(view.state).toBe("failed");
    expect(oracle.history().find(({ what }) => what === "attempt failed")).toMatchObject({
      atMs: at(500),
      error: { name: "TimeoutError" },
    });
  });

  it("are thirty by default, over less than a day", () => {
    const times = began(() => ({ error: { message: "no" } }), { retry: null });
    expect(times).toHaveLength(30);
    expect(times.slice(0, 4)).toEqual([0, 1000, 3000, 7000]);
    expect(times.at(-1)).toBeLessThan(DAY);
  });

  it("of a request are judged by its status", () => {
    const http = (status: number, accepts: readonly number[]) => {
      const action = { type: "http", request: lit({ method: "GET", url: "https://example.com" }), accepts } as const;
      const oracle = startOracle(makeFlow({ nodes: { a: step("end", { action }), end: end() } }), {
        handlers: { http: () => ({ output: { status, body: null } }) },
      });
      return oracle.run(oracle.start("f", { subject: "ada" })).state;
    };
    expect([http(204, []), http(404, []), http(404, [404]), http(500, [404])]).toEqual([
      "completed",
      "failed",
      "completed",
      "failed",
    ]);
  });
});

describe("a called flow", () => {
  it("gets its input and its subject, and gives its result", () => {
    const child = makeFlow({
      flow: "child",
      nodes: { a: assign("end", { "vars.result": member("n", "trigger") }), end: end() },
    });
    const parent = makeFlow({
      nodes: { c: call("child", "end", { input: lit({ n: 7 }), out: "steps.c" }), end: end() },
    });
    const oracle = startOracle([parent, child]);
    const id = oracle.start("f", { subject: "ada" });
    expect(oracle.run(id).variables["steps.c"]).toEqual({ outcome: "completed", reason: null, result: 7 });
    expect(oracle.run("child#1")).toMatchObject({ subject: "ada", state: "completed" });
  });

  it("that does not exist fails the call", () => {
    expect(run({ c: call("nobody", "end") }).run).toMatchObject({
      state: "failed",
      reason: 'There is no flow "nobody".',
    });
  });
});
