import type { FlowIr, KernelNode } from "@flowline/ir";
import { describe, expect, it } from "vitest";
import {
  after,
  call,
  DAY,
  decide,
  end,
  exit,
  fork,
  join,
  lit,
  loop,
  makeFlow,
  map,
  no,
  pause,
  scope,
  step,
  wait,
} from "../support/make-flow.js";
import { failingAt, startOracle, story } from "../support/start-oracle.js";

/** One flow is started and runs for ten days. */
function play(nodes: Readonly<Record<string, KernelNode>>, broken: readonly string[], parts: Partial<FlowIr> = {}) {
  const child = makeFlow({ flow: "child", nodes: { inner: step("end"), wait: pause("end", 2 * DAY), end: end() } });
  const sleeper = makeFlow({ flow: "sleeper", nodes: { nap: pause("end", 2 * DAY), end: end() } });
  const flow = makeFlow({ nodes: { ...nodes, end: end() }, ...parts });
  const oracle = startOracle([flow, child, sleeper], { handlers: failingAt(...broken) });
  const run = oracle.start("f", { subject: "ada" });
  oracle.advance({ byMs: 10 * DAY });
  return { oracle, run: oracle.run(run), story: (...whats: string[]) => story(oracle, ...whats) };
}

describe("a failed step without an edge for it", () => {
  it("propagates out of a linear run, which fails", () => {
    const { run, story } = play({ a: step("b"), b: step("end") }, ["a"]);
    expect(run).toMatchObject({ state: "failed", outcome: "failed", reason: "a broke", at: [] });
    expect(story("completed")).toEqual([]);
  });

  it("takes its own edge instead where it has one, with the error in its variable", () => {
    const { run } = play({ a: step("end", { failed: "b" }), b: step("end") }, ["a"]);
    expect(run.state).toBe("completed");
    expect(run.variables["error.a"]).toEqual({ name: "Error", message: "a broke" });
  });

  it("in a loop's pass propagates through the loop", () => {
    const nodes = { l: loop("a", "end", { max: 3 }), a: step("l.end"), "l.end": end("l") };
    expect(play(nodes, ["a"]).run.state).toBe("failed");
  });
});

describe("a fork arm", () => {
  const arms = (joinParts: Parameters<typeof join>[2]) => ({
    f: fork("j", { one: "a", two: "b.wait", three: "c" }),
    a: step("j"),
    "b.wait": pause("b", DAY),
    b: step("j"),
    c: step("j"),
    j: join("z", 3, { out: "steps.f", ...joinParts }),
    z: step("end"),
  });

  it("that fails where all are needed cancels the others, and the failure propagates from the join", () => {
    const { run, story } = play(arms({ need: 3 }), ["a"]);
    expect(run).toMatchObject({ state: "failed", reason: "a broke" });
    expect(story("canceled")).toContain("canceled b.wait");
    expect(story("completed")).not.toContain("completed b");
  });

  it("that fails leaves the others alone while enough can still arrive", () => {
    const { run } = play(arms({ need: 2 }), ["a"]);
    expect(run.state).toBe("completed");
    expect(run.variables["steps.f"]).toEqual({ first: "three", arms: { one: "failed", two: "done", three: "done" } });
  });

  it("that fails second puts the join out of reach", () => {
    const { run } = play(arms({ need: 2 }), ["a", "b"]);
    expect(run).toMatchObject({ state: "failed", reason: "b broke" });
  });

  it("whose failure counts as an arrival lets the join be complete", () => {
    const { run } = play(arms({ need: 3, armError: "arrive" }), ["a", "b"]);
    expect(run.state).toBe("completed");
    expect(run.variables["steps.f"]).toEqual({ first: "one", arms: { one: "failed", two: "failed", three: "done" } });
  });

  it("that comes first in a race cancels the others in the same moment", () => {
    const { run, story } = play(arms({ need: 1 }), []);
    expect(run.variables["steps.f"]).toEqual({
      first: "one",
      arms: { one: "done", two: "canceled", three: "canceled" },
    });
    expect(story("canceled")).toContain("canceled b.wait");
    expect(story("completed").filter(line => line === "completed z")).toHaveLength(1);
  });

  it("that skips goes on", () => {
    const nodes = {
      f: fork("j", { one: "a.if", two: "b" }),
      "a.if": decide({ yes: [no, "a"] }, "j", { guards: "a" }),
      a: step("j", { out: "steps.a" }),
      b: step("j"),
      j: join("end", 2),
    };
    const { run, story } = play(nodes, []);
    expect(run).toMatchObject({ state: "completed" });
    expect(run.variables).not.toHaveProperty(["steps.a"]);
    expect(story("skipped")).toEqual(["skipped a"]);
  });
});

describe("a map item", () => {
  const items = (parts: Parameters<typeof map>[2]) => ({
    m: map("a.if", "z", { over: lit([0, 1, 2]), collect: lit("ok"), out: "steps.m", ...parts }),
    "a.if": decide({ bad: [{ op: "equal", left: variableItem, right: lit(1), negated: false }, "bad"] }, "nap"),
    bad: step("m.end"),
    nap: pause("m.end", DAY),
    "m.end": end("m"),
    z: step("end"),
  });
  const variableItem = { op: "variable", type: { any: true, nullable: true }, name: "item.m" } as const;

  it("that fails cancels the others and propagates from the map", () => {
    const { run, story } = play(items({ concurrency: 3 }), ["bad"]);
    expect(run).toMatchObject({ state: "failed", reason: "bad broke" });
    expect(story("canceled")).toEqual(["canceled nap", "canceled nap"]);
  });

  it("that fails leaves null at its place where the others are to go on", () => {
    const { run } = play(items({ concurrency: 3, itemError: "continue" }), ["bad"]);
    expect(run.state).toBe("completed");
    expect(run.variables["steps.m"]).toEqual(["ok", null, "ok"]);
  });

  it("that fails in turn is followed by the next one", () => {
    const { run, oracle } = play(items({ concurrency: 1, itemError: "continue" }), ["bad"]);
    expect(run.variables["steps.m"]).toEqual(["ok", null, "ok"]);
    expect(oracle.history().at(-1)?.atMs).toBe(Date.parse("2025-03-05T09:00:00Z"));
  });
});

describe("a scope", () => {
  const nodes = {
    s: scope("pay", "sorry", "end"),
    pay: step("book", { undo: true }),
    book: step("fly", { undo: true }),
    fly: step("s.end"),
    "s.end": end("s"),
    sorry: step("end"),
  };

  it("undoes what has completed in it, last first, and goes to its catch", () => {
    const { run, story } = play(nodes, ["fly"]);
    expect(story("completed", "undone", "caught", "ended")).toEqual([
      "completed pay",
      "completed book",
      "undone book",
      "undone pay",
      "caught s",
      "completed sorry",
      "ended completed",
    ]);
    expect(run.variables["error.s"]).toEqual({ name: "Error", message: "fly broke" });
  });

  it("undoes nothing when the run is canceled in it, and does not catch", () => {
    const flow = makeFlow({ nodes: { ...nodes, fly: wait("s.end", { until: after(DAY) }), end: end() } });
    const oracle = startOracle(flow, { handlers: failingAt() });
    const run = oracle.start("f", { subject: "ada" });
    oracle.cancel(run);
    oracle.advance({ byMs: 10 * DAY });
    expect(oracle.run(run)).toMatchObject({ state: "canceled", at: [] });
    expect(story(oracle, "undone", "caught")).toEqual([]);
  });

  it("that ended well is undone by a failure around it", () => {
    const { story } = play(
      {
        outer: scope("s", "sorry", "end"),
        s: scope("pay", "never", "fly"),
        pay: step("s.end", { undo: true }),
        "s.end": end("s"),
        never: step("s.end"),
        fly: step("outer.end"),
        "outer.end": end("outer"),
        sorry: step("end"),
      },
      ["fly"],
    );
    expect(story("undone", "caught")).toEqual(["undone pay", "caught outer"]);
  });

  it("cancels the other arms inside it, and a failing undo does not stop the others", () => {
    const flow = {
      s: scope("a", "sorry", "end"),
      a: step("b", { undo: true }),
      b: step("f", { undo: true }),
      f: fork("j", { one: "nap", two: "c" }),
      nap: pause("j", DAY),
      c: step("j"),
      j: join("s.end", 2),
      "s.end": end("s"),
      sorry: step("end"),
    };
    const handlers = {
      ...failingAt("c"),
      undo: ({ node }: { node: string }) => (node === "b" ? { error: { message: "stuck" } } : { output: null }),
    };
    const oracle = startOracle(makeFlow({ nodes: { ...flow, end: end() } }), { handlers });
    const run = oracle.start("f", { subject: "ada" });
    expect(story(oracle, "canceled", "undone", "undo failed", "caught")).toEqual([
      "canceled nap",
      "undo failed b",
      "undone a",
      "caught s",
    ]);
    expect(oracle.run(run).state).toBe("completed");
  });

  it("a failure in its catch arm goes outwards, not to the scope again", () => {
    expect(play(nodes, ["fly", "sorry"]).run).toMatchObject({ state: "failed", reason: "sorry broke" });
  });

  it("undoes a step as often as it has completed", () => {
    const { story } = play(
      {
        s: scope("l", "end", "end"),
        l: loop("pay", "fly", { max: 3 }),
        pay: step("l.end", { undo: true }),
        "l.end": end("l"),
        fly: step("s.end"),
        "s.end": end("s"),
      },
      ["fly"],
    );
    expect(story("undone")).toEqual(["undone pay", "undone pay", "undone pay"]);
  });
});

describe("the run", () => {
  const nodes = { pay: step("fly", { undo: true }), fly: step("end"), tell: step("end") };

  it("undoes, runs onError with the error, and is failed", () => {
    const { run, story } = play(nodes, ["fly"], { onError: "tell" });
    expect(story("undone", "completed", "ended")).toEqual([
      "completed pay",
      "undone pay",
      "completed tell",
      "ended failed",
    ]);
    expect(run.variables["error.run"]).toEqual({ name: "Error", message: "fly broke" });
  });

  it("is failed by a failure in onError, with the first error as its reason", () => {
    const { run } = play(nodes, ["fly", "tell"], { onError: "tell" });
    expect(run).toMatchObject({ state: "failed", reason: "fly broke" });
  });

  it("stays failed where onError exits", () => {
    const { run } = play({ ...nodes, tell: exit("told") }, ["fly"], { onError: "tell" });
    expect(run).toMatchObject({ state: "failed", outcome: "failed" });
  });
});

describe("a child", () => {
  it("that is awaited fails its call", () => {
    const { run } = play({ c: call("child", "end", { failed: "sorry" }), sorry: step("end") }, ["inner"]);
    expect(run.state).toBe("completed");
    expect(run.variables["error.c"]).toMatchObject({ name: "CallError" });
    expect(play({ c: call("child", "end") }, ["inner"]).run.state).toBe("failed");
  });

  it("that is awaited is canceled with its parent; a detached one is not", () => {
    for (const [detached, state] of [
      [false, "canceled"],
      [true, "completed"],
    ] as const) {
      const flows = [
        makeFlow({ nodes: { c: call("s", "nap", { detached, out: "steps.c" }), nap: pause("end", DAY), end: end() } }),
        makeFlow({ flow: "s", nodes: { nap: pause("end", DAY), end: end() } }),
      ];
      const oracle = startOracle(flows);
      const run = oracle.start("f", { subject: "ada" });
      oracle.cancel(run);
      oracle.advance({ byMs: 2 * DAY });
      expect(oracle.run("s#1").state).toBe(state);
    }
  });

  it("that is detached fails without its parent", () => {
    const { run } = play({ c: call("child", "end", { detached: true, out: "steps.c" }) }, ["inner"]);
    expect(run).toMatchObject({ state: "completed", variables: { "steps.c": { run: "child#1" } } });
  });

  it("gives outcome, reason and result to the parent", () => {
    const { run } = play({ c: call("sleeper", "end", { out: "steps.c" }) }, []);
    expect(run.variables["steps.c"]).toEqual({ outcome: "completed", reason: null, result: null });
  });
});

describe("a body that runs while its run is canceled", () => {
  it("comes to nothing", () => {
    const oracle = startOracle(makeFlow({ nodes: { a: step("end", { out: "steps.a" }), end: end() } }), {
      handlers: { do: () => ({ output: 1, takesMs: DAY }) },
    });
    const run = oracle.start("f", { subject: "ada" });
    expect(oracle.run(run).state).toBe("running");
    oracle.cancel(run);
    oracle.advance({ byMs: 2 * DAY });
    expect(oracle.run(run).state).toBe("canceled");
    expect(story(oracle, "completed")).toEqual([]);
  });
});
