import { send } from "flowline";
import { describe, expectTypeOf, test } from "vitest";

describe("repeat and forever", () => {
  test("repeat gives the last pass, and asks `until` with what it gave", () => {
    send("hi")
      .repeat(b => b.do("poll", () => ({ done: true })).waitFor("1h"), {
        until: (_, { steps }) => steps.poll.done,
        max: 10,
        every: "1h",
        as: "loop",
      })
      .send("bye", (_, { steps }) => {
        expectTypeOf(steps.poll.done).toEqualTypeOf<boolean>();
        expectTypeOf(steps.loop.passes).toEqualTypeOf<number>();
        return true;
      });
    // @ts-expect-error a repetition has an end
    send("hi").repeat(b => b.send("a"), { until: () => false });
  });

  test("nothing follows forever", () => {
    send("hi").forever({ every: "15m" }, b => b.send("again"));
    const ended = send("hi").forever(b => b.waitFor("1d"));
    // @ts-expect-error nothing can follow
    ended.send("bye");
  });
});

describe("forEach", () => {
  const LEVELS = ["one", "two"];

  test("types the item and keeps the body's steps to itself", () => {
    send("hi")
      .forEach(
        () => LEVELS,
        (b, level) => {
          expectTypeOf(level).toEqualTypeOf<string>();
          return b.do("page", (_, { item }) => {
            expectTypeOf(item).toEqualTypeOf<string>();
            return item.length;
          });
        },
        { max: 3, key: item => item.length, collect: (_, { steps }) => steps.page, as: "pages" },
      )
      .send("bye", (_, { steps, item }) => {
        expectTypeOf(steps.pages).toEqualTypeOf<readonly number[]>();
        expectTypeOf(item).toEqualTypeOf<undefined>();
        // @ts-expect-error it belongs to one item
        steps.page;
        return true;
      });
    send("hi").forEach(
      // @ts-expect-error a list is a list
      user => user.visits,
      b => b.send("a"),
    );
    // @ts-expect-error there is no such option
    send("hi").forEach(LEVELS, b => b.send("a"), { maximum: 3 });
  });

  test("with `until`, shows what the last item may have given", () => {
    send("hi")
      .forEach(LEVELS, b => b.waitFor("order.paid", { within: "5m", as: "ack" }), {
        until: (_, { steps }) => steps.ack.ok,
        rounds: 5,
      })
      .send("bye", (_, { steps }) => {
        expectTypeOf(steps.ack?.ok).toEqualTypeOf<boolean | undefined>();
        // @ts-expect-error there may have been no item
        steps.ack.ok;
        return true;
      });
    // @ts-expect-error it asks one item after the other
    send("hi").forEach(LEVELS, b => b.send("a"), { until: () => true, concurrency: 5 });
  });
});

describe("each", () => {
  test("types the item of configuration", () => {
    send("hi")
      .each(
        [
          { message: "one", after: "1d" },
          { message: "two", after: "2d" },
        ] as const,
        (b, { message, after }) => {
          expectTypeOf(message).toEqualTypeOf<"one" | "two">();
          return b.waitFor(after).send(message);
        },
      )
      .send("bye", (_, { steps }) => {
        expectTypeOf(steps.one.status).toEqualTypeOf<string>();
        return true;
      });
    // @ts-expect-error a list is a list
    send("hi").each(7, b => b);
  });
});
