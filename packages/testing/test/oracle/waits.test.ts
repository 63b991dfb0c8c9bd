import type { FlowIr, KernelNode, WaitNode } from "@flowline/ir";
import { describe, expect, it } from "vitest";
import {
  after,
  assign,
  DAY,
  end,
  exitOn,
  exitWhen,
  field,
  fork,
  goal,
  HOUR,
  join,
  lit,
  loop,
  makeFlow,
  match,
  member,
  pause,
  START,
  same,
  step,
  upgraded,
  variable,
  wait,
} from "../support/make-flow.js";
import { ada, failingAt, startOracle, story } from "../support/start-oracle.js";

const at = (ms: number): number => Date.parse(START) + ms;
const due = field("due", { scalar: "instant", nullable: true });
const instant = (parts: Partial<Extract<WaitNode["until"], { type: "instant" }>> = {}): WaitNode["until"] => ({
  type: "instant",
  instant: due,
  at: null,
  zone: { of: field("zone"), fallback: "UTC" },
  maxLatenessMs: null,
  ...parts,
});

/** A flow of one wait `w` whose outcomes lead to steps of their own names. */
function oneWait(parts: Partial<WaitNode>, more: Partial<FlowIr> = {}, nodes: Record<string, KernelNode> = {}): FlowIr {
  const outcomes = ["got", "b", "all", "timeout", "due", "missing", "late", "approved", "rejected"];
  return makeFlow({
    nodes: {
      w: wait("end", { out: "steps.w", arms: Object.fromEntries(outcomes.map(name => [name, name])), ...parts }),
      ...Object.fromEntries(outcomes.map(name => [name, step("end")])),
      ...nodes,
      end: end(),
    },
    ...more,
  });
}

function play(flow: FlowIr, world: (oracle: ReturnType<typeof startOracle>, run: string) => void, row = {}) {
  const oracle = startOracle(flow, { subjects: { user: [{ ...ada, ...row }] } });
  const run = oracle.start(flow.flow, { subject: "ada" });
  world(oracle, run);
  oracle.advance({ byMs: 30 * DAY });
  const view = oracle.run(run);
  return { oracle, run: view, out: view.variables["steps.w"], steps: story(oracle, "completed") };
}

const paid = { ...match("paid"), name: "got" };
const mine = (order = "o1") => ({ userId: "ada", order });

describe("a wait for an event", () => {
  it("takes one that comes, and not one about somebody else", () => {
    const { out, steps } = play(oneWait({ events: [paid], until: after(DAY) }), oracle => {
      oracle.emit("paid", { userId: "bob", n: 1 });
      oracle.emit("paid", { userId: "ada", n: 2 });
    });
    expect(out).toEqual({ ok: true, event: { userId: "ada", n: 2 } });
    expect(steps).toEqual(["completed got"]);
  });

  it("takes one that came before it, since the run began; not where it counts from the node", () => {
    for (const [since, taken] of [
      ["run", "completed got"],
      ["node", "completed timeout"],
    ] as const) {
      const flow = oneWait(
        { events: [paid], until: after(DAY), since },
        { entry: "first" },
        { first: pause("w", HOUR) },
      );
      expect(play(flow, oracle => oracle.emit("paid", mine())).steps).toEqual([taken]);
    }
  });

  it("lets an event win over the deadline at the same instant", () => {
    const { steps } = play(oneWait({ events: [paid], until: after(DAY) }), oracle =>
      oracle.at(at(DAY), () => oracle.emit("paid", mine())),
    );
    expect(steps).toEqual(["completed got"]);
  });

  it("times out at the deadline, and says so in its variable", () => {
    const { out, oracle } = play(oneWait({ events: [paid], until: after(DAY) }), () => undefined);
    expect(out).toEqual({ ok: false });
    expect(oracle.history().find(({ what }) => what === "woke")?.atMs).toBe(at(DAY));
  });

  it("names the first of several", () => {
    const events = [paid, { ...match("opened"), name: "b" }];
    expect(play(oneWait({ events, until: after(DAY) }), oracle => oracle.emit("opened", mine())).out).toEqual({
      is: "b",
      event: mine(),
    });
    expect(play(oneWait({ events, until: after(DAY) }), () => undefined).out).toEqual({ is: "timeout" });
  });

  it("waits for all, in any order, each once", () => {
    const events = [paid, { ...match("opened"), name: "b" }];
    const { out, steps } = play(oneWait({ events, need: "all", until: after(DAY) }), oracle => {
      oracle.emit("opened", mine("x"));
      oracle.emit("opened", mine("y"));
      oracle.emit("paid", mine("z"));
    });
    expect(out).toEqual({ ok: true, events: { b: mine("x"), got: mine("z") } });
    expect(steps).toEqual(["completed all"]);
  });

  it("is asked `where` with the subject as it is then", () => {
    const where = same(member("plan", "event"), field("plan"));
    const { out } = play(oneWait({ events: [{ ...paid, where }], until: after(DAY) }), oracle => {
      oracle.emit("paid", { userId: "ada", plan: "pro" });
      oracle.touch("user", "ada", { plan: "pro" });
      oracle.emit("paid", { userId: "ada", plan: "pro", second: true });
    });
    expect(out).toMatchObject({ event: { second: true } });
  });

  it("takes an event of nobody's from anyone", () => {
    const events = [{ ...match("news", { from: "anyone" }), name: "got" }];
    expect(play(oneWait({ events, until: after(DAY) }), oracle => oracle.emit("news", 1)).out).toEqual({
      ok: true,
      event: 1,
    });
  });
});

describe("an event", () => {
  it("is consumed once: a second wait and a loop's next pass wait for a new one", () => {
    const flow = makeFlow({
      nodes: {
        l: loop("w", "end", { max: 2, out: "steps.l" }),
        w: wait("l.end", { events: [paid], until: after(DAY) }),
        "l.end": end("l"),
        end: end(),
      },
    });
    const oracle = startOracle(flow);
    const run = oracle.start("f", { subject: "ada" });
    oracle.emit("paid", mine());
    expect(oracle.run(run)).toMatchObject({ state: "waiting", at: ["w"] });
    oracle.emit("paid", mine());
    expect(oracle.run(run).state).toBe("completed");
  });

  it("goes to the wait that was there first, and the next event to the other", () => {
    const flow = makeFlow({
      nodes: {
        f: fork("j", { one: "first", two: "b" }),
        first: pause("a", HOUR),
        a: wait("j", { events: [paid], out: "steps.a" }),
        b: wait("j", { events: [paid], out: "steps.b" }),
        j: join("end", 2),
        end: end(),
      },
    });
    const oracle = startOracle(flow);
    const run = oracle.start("f", { subject: "ada" });
    oracle.advance({ byMs: DAY });
    oracle.emit("paid", mine("one"));
    expect(oracle.run(run).at).toEqual(["a"]);
    oracle.emit("paid", mine("two"));
    expect(oracle.run(run).variables).toMatchObject({
      "steps.b": { event: mine("one") },
      "steps.a": { event: mine("two") },
    });
  });

  it("of the run's own is taken by its own waits", () => {
    const flow = makeFlow({
      nodes: {
        a: assign("w", {}, [{ event: "paid", payload: lit(mine()) }]),
        w: wait("end", { events: [paid] }),
        end: end(),
      },
    });
    const oracle = startOracle(flow);
    expect(oracle.run(oracle.start("f", { subject: "ada" })).state).toBe("completed");
  });

  it("that nobody declares is refused with the name that was meant", () => {
    expect(() => startOracle(makeFlow({ nodes: { end: end() } })).emit("payd")).toThrow('Did you mean "paid"?');
  });
});

describe("a pause", () => {
  it("starts over at every event of restartOn, without consuming it", () => {
    const { oracle } = play(oneWait({ until: after(2 * HOUR), restartOn: [match("opened")] }), one =>
      one.at(at(HOUR), () => one.emit("opened", mine())),
    );
    expect(oracle.history().find(({ what }) => what === "woke")?.atMs).toBe(at(3 * HOUR));
  });

  it("until an instant that moves, moves with it", () => {
    const { oracle, steps } = play(
      oneWait({ until: instant() }),
      one => one.at(at(HOUR), () => one.touch("user", "ada", { due: "2025-03-05T00:00:00.000Z" })),
      { due: "2025-03-10T00:00:00.000Z" },
    );
    expect(steps).toEqual(["completed due"]);
    expect(oracle.history().find(({ what }) => what === "woke")?.atMs).toBe(Date.parse("2025-03-05T00:00:00Z"));
  });

  it.each([
    ["missing where there is no instant", null, {}, "missing"],
    ["due at once where it is past", "2025-03-01T09:00:00.000Z", {}, "due"],
    ["late where it is further past than it may be", "2025-03-01T09:00:00.000Z", { maxLatenessMs: DAY }, "late"],
    ["due where it is less far past", "2025-03-03T08:00:00.000Z", { maxLatenessMs: DAY }, "due"],
  ])("is %s", (_, instantText, parts, outcome) => {
    const { steps } = play(oneWait({ until: instant(parts) }), () => undefined, { due: instantText });
    expect(steps).toEqual([`completed ${outcome}`]);
  });

  it.each([
    ["2025-03-03T08:00:00.000Z", ["completed due"]],
    ["2025-03-01T09:00:00.000Z", []],
    [null, []],
  ])("takes the arm of due with the instant %s, and goes past it where the other outcomes do", (instantText, told) => {
    const arms = { due: "due", missing: "end", late: "end" };
    const { steps } = play(oneWait({ until: instant({ maxLatenessMs: DAY }), arms }), () => undefined, {
      due: instantText,
    });
    expect(steps).toEqual(told);
  });

  it("is missing as soon as its instant is gone", () => {
    const { steps } = play(
      oneWait({ until: instant() }),
      oracle => oracle.at(at(HOUR), () => oracle.touch("user", "ada", { due: null })),
      { due: "2025-03-10T00:00:00.000Z" },
    );
    expect(steps).toEqual(["completed missing"]);
  });

  it("uses the subject's zone, and the fallback where that is none", () => {
    for (const [zone, when] of [
      ["America/New_York", "2025-03-10T13:00:00Z"],
      ["Mars/Olympus", "2025-03-10T09:00:00Z"],
    ]) {
      const { oracle } = play(oneWait({ until: instant({ at: "09:00" }) }), () => undefined, {
        due: "2025-03-10T12:00:00.000Z",
        zone,
      });
      expect(oracle.history().find(({ what }) => what === "woke")?.atMs).toBe(Date.parse(when ?? ""));
    }
  });
});

describe("an approval", () => {
  const approval = {
    name: "budget",
    of: lit(["ann", "bob", "cyd"]),
    need: 2,
    reject: "any",
    not: null,
    remindMs: [],
  } as const;
  const say = (by: string, approved = true) => ({ of: "budget", by, approved });

  it("counts the first answer of each who may decide", () => {
    const { out, steps, oracle } = play(oneWait({ approval }), (one, run) => {
      one.decide(run, say("ann"));
      one.decide(run, say("ann", false));
      one.decide(run, say("eve"));
      one.decide(run, { ...say("bob"), comment: "fine" });
      one.decide(run, say("cyd"));
    });
    expect(steps).toEqual(["completed approved"]);
    expect(out).toEqual({
      is: "approved",
      decisions: [
        { by: "ann", approved: true, comment: null },
        { by: "bob", approved: true, comment: "fine" },
      ],
    });
    const ignored = oracle.history().flatMap(entry => (entry.what === "answered" ? [entry.ignored] : []));
    expect(ignored).toEqual([null, "second answer", "stranger", null]);
    expect(story(oracle, "late")).toEqual(["late"]);
  });

  it("is rejected by one, or only when approval has become impossible", () => {
    expect(play(oneWait({ approval }), (one, run) => one.decide(run, say("ann", false))).steps).toEqual([
      "completed rejected",
    ]);
    const all = { ...approval, reject: "all" } as const;
    const oneNo = play(oneWait({ approval: all }), (one, run) => one.decide(run, say("ann", false)));
    expect(oneNo.run.state).toBe("waiting");
    const twoNos = play(oneWait({ approval: all }), (one, run) => {
      one.decide(run, say("ann", false));
      one.decide(run, say("bob", false));
    });
    expect(twoNos.steps).toEqual(["completed rejected"]);
  });

  it("fails where too few may decide", () => {
    const tooFew = { ...approval, not: lit(["ann", "bob"]) };
    expect(play(oneWait({ approval: tooFew }), () => undefined).run).toMatchObject({
      state: "failed",
      reason: '"budget" needs 2 to decide, and only 1 may.',
    });
  });

  it("reminds those who have not answered, and times out", () => {
    const { out, oracle } = play(
      oneWait({ approval: { ...approval, remindMs: [HOUR, 2 * HOUR] }, until: after(DAY) }),
      (one, run) => one.at(at(90 * 60_000), () => one.decide(run, say("bob"))),
    );
    const reminded = oracle.history().flatMap(entry => (entry.what === "reminded" ? [entry.people] : []));
    expect(reminded).toEqual([
      ["ann", "bob", "cyd"],
      ["ann", "cyd"],
    ]);
    expect(out).toMatchObject({ is: "timeout", decisions: [{ by: "bob" }] });
  });
});

describe("a watcher", () => {
  it("ends the run while it waits, at a touch", () => {
    const { run } = play(oneWait({ until: after(DAY) }, { watchers: [exitWhen("gone", upgraded)] }), oracle =>
      oracle.touch("user", "ada", { upgraded: true }),
    );
    expect(run).toMatchObject({ state: "completed", outcome: "exited", reason: "gone", at: [] });
  });

  it("puts exits before goals, and counts a goal that stays once", () => {
    const both = [goal("won", upgraded), exitWhen("gone", upgraded)];
    const exited = play(oneWait({ until: after(DAY) }, { watchers: both }), one =>
      one.touch("user", "ada", { upgraded: true }),
    );
    expect(exited.run.outcome).toBe("exited");
    const counted = play(oneWait({ until: after(DAY) }, { watchers: [goal("won", upgraded, false)] }), one => {
      one.touch("user", "ada", { upgraded: true });
      one.touch("user", "ada", { upgraded: true });
    });
    expect(story(counted.oracle, "goal")).toEqual(["goal won"]);
    expect(counted.run).toMatchObject({ outcome: "completed", goals: ["won"] });
  });

  it("is asked when the run begins, and converts at a goal", () => {
    const { run, steps } = play(
      oneWait({ until: after(DAY) }, { watchers: [goal("won", upgraded)] }),
      () => undefined,
      {
        upgraded: true,
      },
    );
    expect(run).toMatchObject({ outcome: "converted", reason: "won" });
    expect(steps).toEqual([]);
  });

  it("of an event wins over a wait that would take it", () => {
    const { run, steps } = play(oneWait({ events: [paid] }, { watchers: [exitOn("paid")] }), one =>
      one.emit("paid", mine()),
    );
    expect(run).toMatchObject({ outcome: "exited", reason: "paid" });
    expect(steps).toEqual([]);
  });

  it("is asked no more once a failure has reached the run", () => {
    const flow = makeFlow({
      watchers: [exitWhen("gone", upgraded)],
      onError: "tell",
      nodes: { a: step("end"), tell: pause("tell.done", DAY), "tell.done": step("end"), end: end() },
    });
    const oracle = startOracle(flow, { handlers: failingAt("a") });
    const run = oracle.start("f", { subject: "ada" });
    oracle.touch("user", "ada", { upgraded: true });
    oracle.advance({ byMs: 2 * DAY });
    expect(oracle.run(run).outcome).toBe("failed");
    expect(story(oracle, "completed")).toEqual(["completed tell.done"]);
  });
});

describe("variables", () => {
  it("that nothing has written are null", () => {
    const flow = makeFlow({ nodes: { a: assign("end", { "vars.x": variable("vars.never") }), end: end() } });
    const oracle = startOracle(flow);
    expect(oracle.run(oracle.start("f", { subject: "ada" })).variables["vars.x"]).toBeNull();
  });
});
