import { describe, expect, test } from "vitest";
import { decide, end, fork, join, loop, map, scope, step, wait } from "../../flow-builder.js";
import { problemsOf } from "./problems-of.js";

describe("bodies and arms lie inside one another", () => {
  test("sound ones do, in whatever mixture", () => {
    expect(
      problemsOf({
        s: scope("f", "sorry", "e"),
        f: fork("j", ["m", "l"]),
        m: map("i", "j"),
        i: decide("quit", "i.end"),
        quit: { kind: "exit", reason: "", raise: null },
        "i.end": end("m"),
        l: loop("p", "j"),
        p: step("p.end", { failed: "p.end" }),
        "p.end": end("l"),
        j: join("s.end", 2),
        "s.end": end("s"),
        sorry: step("e"),
        e: end(),
      }),
    ).toEqual([]);
  });

  test("an arrow out of a body is refused", () => {
    const body = (leak: string) => ({ m: map("i", "n"), i: decide("x", leak), x: end("m"), n: wait("e"), e: end() });
    expect(problemsOf(body("x"))).toEqual([]);
    expect(problemsOf(body("n"))).toEqual([
      'nodes/i/otherwise: "n" stands in the flow outside all bodies, and this leads to it from the body of "m"',
    ]);
  });

  test("an arrow into a body is refused", () => {
    const flow = (into: string) => ({
      a: decide("m", into),
      m: map("i", "e"),
      i: wait("i2"),
      i2: wait("x"),
      x: end("m"),
      e: end(),
    });
    expect(problemsOf(flow("e"))).toEqual([]);
    expect(problemsOf(flow("i2")).join()).toContain('"i2" stands in');
  });

  test("a body ends at its own end", () => {
    const nested = (inner: string, outer: string) => ({
      m: map("l", "e"),
      l: loop("p", "x"),
      p: wait("y"),
      y: end(inner),
      x: end(outer),
      e: end(),
    });
    expect(problemsOf(nested("l", "m"))).toEqual([]);
    expect(problemsOf(nested("m", "m"))).toEqual([
      'nodes/y/of: it ends the body of "m", and it stands in the body of "l"',
    ]);
  });

  test("the flow's end is outside all bodies", () => {
    expect(problemsOf({ s: scope("i", "c", "c"), i: wait("x"), x: end(), c: end() }).join()).toContain(
      'nodes/x/of: it ends the flow, and it stands in the body of "s"',
    );
  });

  test("a catch is outside the body that it serves", () => {
    expect(problemsOf({ s: scope("i", "c", "e"), i: wait("x"), x: end("s"), c: wait("x"), e: end() }).join()).toContain(
      '"x" stands in',
    );
  });

  test("what onError does is its own, but for the flow's end", () => {
    const nodes = { a: wait("b"), b: wait("e"), oops: step("e"), e: end() };
    expect(problemsOf(nodes, { onError: "oops" })).toEqual([]);
    expect(problemsOf({ ...nodes, oops: step("b") }, { onError: "oops" })).toEqual([
      'nodes/oops/next: "b" stands in the flow outside all bodies, and this leads to it from what the flow does on an error',
    ]);
  });
});

describe("arms", () => {
  test("meet in a join only", () => {
    const arms = (meet: string) => ({
      f: fork("j", ["a", "b"]),
      a: wait("c"),
      b: wait(meet),
      c: wait("j"),
      j: join("e", 2),
      e: end(),
    });
    expect(problemsOf(arms("j"))).toEqual([]);
    expect(problemsOf(arms("c"))).toContain(
      'nodes/b/next: two cursors may come to "c" at once, the arm "a" of "f" and the arm "b" of "f": they must meet in a join',
    );
  });

  test("do not go past their join", () => {
    const flow = { f: fork("j", ["a", "b"]), a: wait("j"), b: decide("j", "e"), j: join("e", 2), e: end() };
    expect(problemsOf(flow).join()).toContain('"e" stands in');
  });

  test("have a join of their own", () => {
    expect(
      problemsOf({
        f: fork("j", ["a", "b"]),
        a: wait("j"),
        b: fork("j", ["c", "d"]),
        c: wait("j"),
        d: wait("j"),
        j: join("e", 2),
        e: end(),
      }).join(),
    ).toContain('nodes/b/join: the join "j" already ends the arms of "f"');
  });

  test("begin at a fork", () => {
    expect(problemsOf({ a: wait("j"), j: join("e", 1), e: end() }).join()).toContain(
      "nodes/j: it must stand at the end of the arms of a fork that opens, and it stands in the flow outside all bodies",
    );
    expect(problemsOf({ a: wait("j"), j: join("e", 1, { closes: false }), e: end() }).join()).toContain(
      "nodes/j: it must stand among arms, and it stands in the flow outside all bodies",
    );
  });

  test("are split within their own frame only", () => {
    const flow = (join_: string) => ({
      f: fork("j", ["a", "b"]),
      a: wait("j"),
      b: fork(join_, ["c", "d"], false),
      c: wait("j"),
      d: wait("j"),
      j: join("g", 3),
      g: fork("k", ["h"]),
      h: wait("k"),
      k: join("e", 1),
      e: end(),
    });
    expect(problemsOf(flow("j"))).toEqual([]);
    expect(problemsOf(flow("k")).join()).toContain(
      'nodes/b/join: it does not open, and so must stand among the arms of the join "k"; it stands in the arms between "f" and "j"',
    );
  });
});
