import { type FlowSemantics, type KernelNode, liveVariables, type StepNode } from "@flowline/ir";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { flowArbitrary } from "../arbitrary/flow.js";
import {
  call,
  decide,
  end,
  flowOf,
  fork,
  holds,
  join,
  loop,
  map,
  read,
  scope,
  set,
  step,
  wait,
} from "../flow-builder.js";
import { pathsToReads } from "./paths-to-reads.js";

const live = (nodes: Readonly<Record<string, KernelNode>>, more: Partial<FlowSemantics> = {}) =>
  liveVariables(flowOf(nodes, more));
const user = (next: string, ...reads: string[]): StepNode => step(next, { reads });

describe("a cursor carries", () => {
  test("what a later node reads, from where it is written, and no further", () => {
    expect(
      live({ a: step("b", { out: "steps.a" }), b: wait("c"), c: user("d", "steps.a"), d: wait("e"), e: end() }),
    ).toEqual({
      a: [],
      b: ["steps.a"],
      c: ["steps.a"],
      d: [],
      e: [],
    });
  });

  test("the trigger and the run's keys, which nothing writes", () => {
    const match = { event: "paid", from: "anyone" as const, keys: ["order"], where: holds("event", "trigger") };
    expect(live({ w: wait("e", { events: [{ ...match, name: "got" }] }), e: end() }).w).toEqual([
      "keys.order",
      "trigger",
    ]);
    expect(live({ w: wait("e", { restartOn: [match] }), e: end() }).w).toEqual(["keys.order", "trigger"]);
  });

  test("nothing that is written anew on every way before it is read", () => {
    const nodes = { a: set("vars.x", "b"), b: set("vars.x", "c"), c: user("e", "vars.x"), e: end() };
    expect(live(nodes)).toMatchObject({ a: [], b: [], c: ["vars.x"] });
    const one = { a: set("vars.x", "d"), d: decide("b", "c"), b: set("vars.x", "c"), c: user("e", "vars.x"), e: end() };
    expect(live(one)).toMatchObject({ a: ["trigger"], d: ["trigger", "vars.x"], b: [] });
  });

  test("in an assignment, what those before it have not set", () => {
    const both: KernelNode = {
      kind: "assign",
      set: [
        { variable: "vars.x", value: read("vars.z") },
        { variable: "vars.y", value: read("vars.x") },
      ],
      emit: [],
      next: "e",
    };
    expect(live({ a: both, e: end() }).a).toEqual(["vars.z"]);
  });

  test("everything that may have been written, where a body may read anything", () => {
    const nodes = {
      a: set("vars.a", "b"),
      b: decide("c", "d"),
      c: set("vars.c", "d"),
      d: step("later", { reads: null }),
      later: set("vars.later", "e"),
      e: end(),
    };
    expect(live(nodes)).toMatchObject({ d: ["trigger", "vars.a", "vars.c"], later: [] });
  });

  test("of a pause, no output that it does not take", () => {
    const nodes = (more: Parameters<typeof wait>[1]) => ({
      w: wait("b", { out: "steps.w", ...more }),
      b: user("e", "steps.w"),
      e: end(),
    });
    expect(live(nodes({})).w).toEqual(["steps.w"]);
    const got = { name: "got", event: "paid", from: "anyone" as const, keys: [], where: null };
    expect(live(nodes({ events: [got] })).w).toEqual([]);
  });

  test("on the way of a failure, the error and not the output", () => {
    const nodes = (node: KernelNode) => ({ a: node, f: user("e", "error.a", "vars.old", "steps.a"), e: end() });
    for (const node of [step("e", { failed: "f", out: "steps.a" }), call("e", { failed: "f", out: "steps.a" })]) {
      expect(live(nodes(node)).a).toEqual(["steps.a", "vars.old"]);
    }
  });
});

describe("in bodies", () => {
  test("an item is the body's own; what follows the map goes through it, one item at a time", () => {
    const nodes = (concurrency: number) => ({
      m: map("i", "after", { concurrency, out: "steps.m", collect: read("steps.i") }),
      i: user("j", "item.m"),
      j: step("m.end", { out: "steps.i" }),
      "m.end": end("m"),
      after: user("e", "vars.kept", "steps.m", "steps.i"),
      e: end(),
    });
    expect(live(nodes(1))).toMatchObject({
      m: ["steps.i", "trigger", "vars.kept"],
      i: ["item.m", "vars.kept"],
      j: ["vars.kept"],
      "m.end": ["steps.i", "vars.kept"],
    });
    expect(live(nodes(2))).toMatchObject({
      m: ["steps.i", "trigger", "vars.kept"],
      i: ["item.m"],
      j: [],
      "m.end": ["steps.i"],
    });
  });

  test("what names an item is asked as it begins", () => {
    const nodes = { m: map("i", "e", { key: read("item.m") }), i: wait("m.end"), "m.end": end("m"), e: end() };
    expect(live(nodes)).toMatchObject({ m: ["trigger"], i: ["item.m"], "m.end": [] });
  });

  test("what the next pass reads goes round", () => {
    const nodes = {
      l: loop("p", "e", { until: holds("vars.done") }),
      p: user("q", "vars.last", "pass.l"),
      q: set("vars.last", "l.end"),
      "l.end": end("l"),
      e: end(),
    };
    expect(live(nodes)).toMatchObject({
      l: ["vars.done", "vars.last"],
      p: ["pass.l", "vars.done", "vars.last"],
      q: ["vars.done"],
      "l.end": ["vars.done", "vars.last"],
    });
  });

  test("nothing follows passes that never end", () => {
    const nodes = (max: number | null) => ({
      l: loop("p", "after", { max }),
      p: wait("l.end"),
      "l.end": end("l"),
      after: user("e", "vars.x"),
      e: end(),
    });
    expect(live(nodes(3)).l).toEqual(["vars.x"]);
    expect(live(nodes(null)).l).toEqual([]);
  });

  test("what catches a failure reads is carried all through the scope, and the error is its own", () => {
    const nodes = {
      s: scope("a", "c", "e"),
      a: wait("b"),
      b: wait("s.end"),
      "s.end": end("s"),
      c: user("e", "vars.x", "error.s"),
      e: end(),
    };
    expect(live(nodes)).toMatchObject({ a: ["vars.x"], b: ["vars.x"], c: ["error.s", "vars.x"], e: [] });
  });

  test("what raises a failure again carries it there, and what reads it then", () => {
    const nodes = {
      s: scope("a", "c", "e"),
      a: step("s.end", { failed: "x" }),
      x: { kind: "exit" as const, reason: "", raise: "error.a" },
      "s.end": end("s"),
      c: user("e", "vars.x", "error.s"),
      e: end(),
    };
    expect(live(nodes)).toMatchObject({ a: ["vars.x"], x: ["error.a", "vars.x"] });
  });

  test("what onError reads is carried everywhere but in a scope that catches, and in onError itself", () => {
    const nodes = {
      s: scope("a", "c", "d"),
      a: wait("s.end"),
      "s.end": end("s"),
      c: set("vars.x", "d"),
      d: wait("e"),
      e: end(),
      oops: user("oops2", "vars.x", "error.run"),
      oops2: wait("e"),
    };
    expect(live(nodes, { onError: "oops" })).toEqual({
      s: ["vars.x"],
      a: ["vars.x"],
      "s.end": ["vars.x"],
      c: ["vars.x"],
      d: ["vars.x"],
      e: [],
      oops: ["error.run", "vars.x"],
      oops2: [],
    });
  });

  test("an item that may fail hands on to the next", () => {
    const nodes = (itemError: "fail" | "continue") => ({
      m: map("i", "after", { itemError }),
      i: set("vars.x", "j"),
      j: set("vars.x", "m.end"),
      "m.end": end("m"),
      after: user("e", "vars.x"),
      e: end(),
    });
    expect(live(nodes("fail"))).toMatchObject({ i: [], j: [] });
    expect(live(nodes("continue"))).toMatchObject({ i: ["vars.x"], j: ["vars.x"] });
  });
});

describe("among arms", () => {
  const arms = (more: Parameters<typeof join>[2] = {}) => ({
    f: fork("j", ["a", "b"]),
    a: set("vars.a", "a2"),
    a2: wait("j"),
    b: user("b2", "vars.a"),
    b2: wait("j"),
    j: join("after", 2, more),
    after: user("e", "vars.kept"),
    e: end(),
  });

  test("what one arm writes and another reads is with both", () => {
    expect(live(arms())).toMatchObject({
      f: ["vars.a", "vars.kept"],
      a: ["vars.a", "vars.kept"],
      a2: ["vars.a", "vars.kept"],
      b: ["vars.a", "vars.kept"],
      b2: ["vars.kept"],
      // The arm that has arrived waits here with what the other may still read.
      j: ["vars.a", "vars.kept"],
      after: ["vars.kept"],
    });
  });

  test("an arm that failed and counts as arrived leaves what it had", () => {
    const nodes = (armError: "fail" | "arrive") => ({
      f: fork("j", ["a"]),
      a: set("vars.x", "b"),
      b: set("vars.x", "j"),
      j: join("after", 1, { armError, out: "steps.f" }),
      after: user("e", "vars.x", "steps.f"),
      e: end(),
    });
    expect(live(nodes("fail"))).toMatchObject({ b: [], j: ["vars.x"] });
    expect(live(nodes("arrive"))).toMatchObject({ b: ["vars.x"], j: ["vars.x"] });
  });
});

describe("for an undo", () => {
  const charge = step("b", { out: "steps.charge", undo: true, reads: ["vars.card"] });

  test("its step's output and what it reads are carried from there to the run's end", () => {
    const nodes = { a: charge, b: wait("c"), c: wait("e"), e: end() };
    const both = ["steps.charge", "vars.card"];
    expect(live(nodes)).toEqual({ a: ["vars.card"], b: both, c: both, e: [] });
  });

  test("not where it has been undone already: in the catch of its scope and in onError", () => {
    const nodes = {
      s: scope("a", "c", "d"),
      a: charge,
      b: wait("s.end"),
      "s.end": end("s"),
      c: wait("e"),
      d: wait("e"),
      e: end(),
      oops: step("e"),
    };
    const both = ["steps.charge", "vars.card"];
    expect(live(nodes, { onError: "oops" })).toMatchObject({ a: ["vars.card"], b: both, c: [], d: both, oops: [] });
  });

  test("a scope that fails later leaves what was completed before it", () => {
    const nodes = { a: charge, b: scope("i", "c", "e"), i: wait("b.end"), "b.end": end("b"), c: wait("e"), e: end() };
    expect(live(nodes).c).toEqual(["steps.charge", "vars.card"]);
  });
});

describe("for watchers", () => {
  const watchers: FlowSemantics["watchers"] = [
    { name: "g", kind: "goal", exits: true, on: { type: "predicate", when: holds("trigger") } },
    {
      name: "paid",
      kind: "exit",
      exits: true,
      on: { type: "event", match: { event: "paid", from: "anyone", keys: ["order"], where: holds("event", "vars.x") } },
    },
  ];

  test("what they ask is carried everywhere until the run is over, or has failed", () => {
    const nodes = { m: map("i", "e", { concurrency: 3 }), i: wait("x"), x: end("m"), e: end(), oops: wait("e") };
    const asked = ["keys.order", "trigger", "vars.x"];
    expect(live(nodes, { watchers, onError: "oops" })).toEqual({ m: asked, i: asked, x: asked, e: [], oops: [] });
  });
});

/** What the watchers of random flows ask. */
function watchedNames({ watchers }: FlowSemantics): readonly string[] {
  return watchers.flatMap(({ on }) => (on.type === "event" ? on.match.keys.map(key => `keys.${key}`) : []));
}

describe("whatever the flow", { timeout: 60_000 }, () => {
  const FLOW = flowArbitrary({ depth: 2, length: 3 });

  test("a variable is live just where some way leads to a read of it that no write bars", () => {
    fc.assert(
      fc.property(FLOW, flow => {
        expect(liveVariables(flow)).toEqual(pathsToReads(flow));
      }),
      { numRuns: 200 },
    );
  });

  test("a write of what nobody reads changes nothing", () => {
    fc.assert(
      fc.property(FLOW, flow => {
        const readsAnything = Object.values(flow.nodes).some(
          node => node.kind === "step" && node.action.type === "do" && node.action.reads === null,
        );
        // A body that reads anything reads this as well; an `onError` is carried for by the node in front, too.
        fc.pre(!readsAnything && flow.onError === null && flow.nodes[flow.entry]?.kind !== "end");
        const nodes = { ...flow.nodes, "in front": set("vars.idle", flow.entry) };
        const entry = flow.live[flow.entry] ?? [];
        const expected = { ...flow.live, "in front": entry };
        expect(liveVariables({ ...flow, entry: "in front", nodes })).toEqual(expected);
        const overwritten = entry[0] ?? "vars.idle";
        const killing = { ...flow.nodes, "in front": set(overwritten, flow.entry) };
        const asked = watchedNames(flow);
        fc.pre(!asked.includes(overwritten));
        expect(liveVariables({ ...flow, entry: "in front", nodes: killing })["in front"]).toEqual(
          entry.filter(name => name !== overwritten),
        );
      }),
    );
  });

  test("is sorted, has each name once, and lies in what is written or given", () => {
    fc.assert(
      fc.property(FLOW, flow => {
        for (const names of Object.values(flow.live)) {
          expect(names).toEqual([...new Set(names)].sort());
        }
        expect(Object.keys(flow.live).sort()).toEqual(Object.keys(flow.nodes).sort());
      }),
    );
  });

  test("a long chain with a variable for each node is no trouble", () => {
    const length = 2000;
    const nodes: Record<string, KernelNode> = Object.fromEntries(
      Array.from({ length }, (_, index) => [`n${index}`, set(`vars.${index}`, `n${index + 1}`)]),
    );
    nodes[`n${length}`] = step("end", { reads: null });
    nodes.end = end();
    const found = live(nodes);
    expect(found[`n${length}`]).toHaveLength(length + 1);
    expect(found.n0).toEqual(["trigger"]);
  });
});
