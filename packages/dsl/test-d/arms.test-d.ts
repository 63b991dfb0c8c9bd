import { on, schedule, send } from "flowline";
import { describe, expectTypeOf, test } from "vitest";

type Sent = { readonly status: string };

describe("when", () => {
  test("gives what both arms give, and what one gives as optional", () => {
    send("hi")
      .when(
        user => user.upgraded,
        b => b.do("both", () => 1).send("yes"),
        b => b.do("both", () => "a"),
        { name: "split" },
      )
      .when(
        (_, { steps }) => steps.yes?.status === "sent",
        b => b.send("one"),
      )
      .send("bye", (_, { steps }) => {
        expectTypeOf(steps.both).toEqualTypeOf<number | string>();
        expectTypeOf(steps.yes).toEqualTypeOf<Sent | undefined>();
        expectTypeOf(steps.one).toEqualTypeOf<Sent | undefined>();
        return true;
      });
    send("hi").when(
      user => user.upgraded,
      // @ts-expect-error an arm gives a chain
      () => {},
    );
  });

  test("counts only the arm that goes on", () => {
    send("hi")
      .when(
        user => user.upgraded,
        b => b.exit("upgraded"),
        b => b.send("no"),
      )
      .send("bye", (_, { steps }) => steps.no.status === "sent");
    const ended = send("hi").when(
      user => user.upgraded,
      b => b.exit(),
      b => b.exit(),
    );
    // @ts-expect-error nothing follows two ends
    ended.send("bye");
    // @ts-expect-error nothing follows an end
    send("hi").exit().send("bye");
  });
});

describe("switch", () => {
  test("is exhaustive over texts and booleans, and knows each arm", () => {
    send("hi")
      .switch(user => user.plan, { free: b => b.do("free", () => 1), pro: b => b.note("pro") })
      .switch(user => user.upgraded, { true: b => b.send("yes"), false: b => b.exit() })
      .send("bye", (_, { steps }) => {
        expectTypeOf(steps.free).toEqualTypeOf<number | undefined>();
        expectTypeOf(steps.yes).toEqualTypeOf<Sent>();
        return true;
      });
    // @ts-expect-error pro is missing
    send("hi").switch(user => user.plan, { free: b => b.send("free") });
    // @ts-expect-error false is missing
    send("hi").switch(user => user.upgraded, { true: b => b.send("yes") });
    // @ts-expect-error there is no such plan
    send("hi").switch(user => user.plan, { free: b => b.send("free"), pro: b => b.send("pro"), team: b => b.exit() });
  });

  test("takes a default, which an open value needs", () => {
    send("hi")
      .switch(
        user => user.plan,
        { pro: b => b.send("pro") },
        b => b.send("other"),
      )
      .switch(
        user => user.name,
        { Ada: b => b.send("ada") },
        b => b.note("somebody else"),
      );
    // @ts-expect-error a name may be any text
    send("hi").switch(user => user.name, { Ada: b => b.send("ada") });
    // @ts-expect-error it may be missing
    on("market.closed").switch(({ trigger }) => trigger.index, { 1: b => b.note("one") });
  });
});

describe("split", () => {
  test("takes an arm per weight", () => {
    send("hi")
      .split({ a: 50, b: 50 }, { a: b => b.send("a"), b: b => b.send("b") }, { salt: "x" })
      .split({ a: 90, rest: 10 }, { a: b => b.send("c") })
      .send("bye", (_, { steps }) => {
        expectTypeOf(steps.a).toEqualTypeOf<Sent | undefined>();
        expectTypeOf(steps.c).toEqualTypeOf<Sent | undefined>();
        return true;
      });
    // @ts-expect-error there is no such weight
    send("hi").split({ a: 50, b: 50 }, { c: b => b.send("a") });
    // @ts-expect-error a weight is a number
    send("hi").split({ a: "half", b: "half" });
  });
});

describe("what arms came to", () => {
  test("is read by `as`, and by nothing where it is left out", () => {
    type Outcome = "done" | "failed" | "canceled";
    send("hi")
      .race({ one: b => b.do("a", () => 1), two: b => b.waitFor("1d") }, { as: "first" })
      .parallel({ x: b => b.do("b", () => 1), y: b => b.waitFor("1d") }, { as: "both", name: "node" })
      .send("bye", (_, { steps }) => {
        expectTypeOf(steps.first.first).toEqualTypeOf<"one" | "two" | null>();
        expectTypeOf(steps.both.arms.y).toEqualTypeOf<Outcome>();
        // @ts-expect-error a name is an id, and nothing to read
        return steps.node.first === "x";
      });
  });
});

describe("parallel and race", () => {
  test("give everything where all must come, else what may have come", () => {
    send("hi")
      .parallel({ one: b => b.do("a", () => 1), two: b => b.do("b", () => "x") })
      .parallel({ one: b => b.do("c", () => 1), two: b => b.do("d", () => "x") }, { need: 1 })
      .race({ one: b => b.do("e", () => 1), two: b => b.waitFor("1d") })
      .send("bye", (_, { steps }) => {
        expectTypeOf(steps.a).toEqualTypeOf<number>();
        expectTypeOf(steps.b).toEqualTypeOf<string>();
        expectTypeOf(steps.c).toEqualTypeOf<number | undefined>();
        expectTypeOf(steps.e).toEqualTypeOf<number | undefined>();
        expectTypeOf(steps.hi).toEqualTypeOf<Sent>();
        return true;
      });
    // @ts-expect-error an arm gives a chain
    send("hi").parallel({ one: () => 7 });
    // @ts-expect-error all, or so many
    send("hi").parallel({ one: b => b.send("a") }, { need: "most" });
  });
});

describe("dag", () => {
  test("shows a task what those before it gave, and nothing else", () => {
    schedule("0 3 * * *")
      .dag(d =>
        d
          .do("extract", () => [1, 2])
          .do("clean", { after: "extract" }, ({ steps }) => {
            expectTypeOf(steps.extract).toEqualTypeOf<readonly number[]>();
            return { ok: true };
          })
          .do("alone", ({ steps }) => {
            // @ts-expect-error it does not come after that
            steps.extract;
            return 7;
          })
          .do("load", { after: "clean", when: ({ steps }) => steps.clean.ok }, ({ steps }) => steps.extract.length)
          .do("strict", { after: "load" }, ({ steps }) => steps.load + 1)
          .do("report", { after: ["load", "alone"], ifSkipped: "run" }, ({ steps }) => {
            expectTypeOf(steps.load).toEqualTypeOf<number | undefined>();
            return 1;
          })
          .http("post", ({ steps }) => ({ method: "POST", url: "x", body: steps.clean.ok }), { after: "clean" }),
      )
      .do("after", ({ steps }) => {
        expectTypeOf(steps.extract).toEqualTypeOf<readonly number[]>();
        expectTypeOf(steps.load).toEqualTypeOf<number | undefined>();
        expectTypeOf(steps.strict).toEqualTypeOf<number | undefined>();
        expectTypeOf(steps.report).toEqualTypeOf<number>();
        return 1;
      });
    // @ts-expect-error there is no such task
    schedule("0 3 * * *").dag(d => d.do("a", () => 1).do("b", { after: "c" }, () => 2));
    // @ts-expect-error there is no task before it
    schedule("0 3 * * *").dag(d => d.do("b", { after: "a" }, () => 2));
    // @ts-expect-error a dag is made of tasks
    schedule("0 3 * * *").dag(d => d.waitFor("1d"));
  });
});

describe("try, catch and onError", () => {
  test("gives what may be missing after a failure, and the error to who catches", () => {
    send("hi")
      .try(b => b.do("charge", () => 7))
      .catch(b =>
        b.send("sorry", (_, { error, steps }) => {
          expectTypeOf(error.message).toEqualTypeOf<string>();
          expectTypeOf(steps.charge).toEqualTypeOf<number | undefined>();
          return true;
        }),
      )
      .try(b => b.do("sure", () => 7))
      .catch(b => b.exit())
      .onError(b => b.do("tell", (_, { error }) => error.name))
      .send("bye", (_, { steps, error }) => {
        expectTypeOf(steps.charge).toEqualTypeOf<number | undefined>();
        expectTypeOf(steps.sure).toEqualTypeOf<number>();
        expectTypeOf(error).toEqualTypeOf<undefined>();
        return true;
      });
    const tried = send("hi").try(b => b.send("a"));
    // @ts-expect-error a try needs its catch first
    tried.send("b");
    // @ts-expect-error a catch needs its try
    send("hi").catch(b => b.send("a"));
  });
});
