import { type Chain, flow, journey, js, manual, on, schedule, send, task } from "flowline";
import { describe, expectTypeOf, test } from "vitest";
import { z } from "zod";

describe("heads", () => {
  test("on types the trigger and checks the event's keys", () => {
    on("order.placed", {
      key: ["order", "user"],
      again: "queue",
      where: (event, user) => event.total > user.visits,
    }).send("hi", (_, { trigger }) => trigger.total > 7);
    on("user.signed_up").send("hi", (_, { trigger }) => {
      expectTypeOf(trigger.anything).toEqualTypeOf<unknown>();
      return true;
    });
    on("market.closed").do("nobody", ({ trigger }) => trigger.index ?? 0);
    // @ts-expect-error there is no such event
    on("order.plced");
    // @ts-expect-error there is no such key
    on("order.placed", { key: "cart" });
    // @ts-expect-error there is no such answer
    on("order.placed", { again: "forget" });
  });

  test("schedule and manual drop the subject", () => {
    schedule("0 3 * * *", { zone: "Europe/Berlin" }).do("report", ({ trigger }) => {
      expectTypeOf(trigger.scheduledAt).toEqualTypeOf<Date>();
      return 1;
    });
    manual(z.object({ at: z.coerce.date() }), { concurrency: { key: input => input.at, limit: 1 } }).do(
      "x",
      ({ trigger }) => {
        expectTypeOf(trigger.at).toEqualTypeOf<Date>();
        return 1;
      },
    );
    // @ts-expect-error a limit is a number
    manual(z.object({}), { concurrency: { limit: "one" } });
  });

  test("flow keeps the head's types, and task types its input", () => {
    flow("dunning", on("order.placed")).send("hi", (user, { trigger }) => user.upgraded && trigger.total > 7);
    task("resize", { input: z.object({ url: z.string() }), retry: 3 }, async ({ url }, { signal }) => {
      expectTypeOf(url).toEqualTypeOf<string>();
      return signal.aborted;
    });
    // @ts-expect-error the input has no such field
    task("resize", { input: z.object({ url: z.string() }) }, ({ uri }) => uri);
  });
});

describe("call and start", () => {
  const child = manual(z.object({ id: z.string(), at: z.coerce.date().optional() }), { name: "child" })
    .do("work", () => 1)
    .set({ result: (() => 7) as () => number });

  test("check the input and give what came of it", () => {
    send("hi")
      .call(child, user => ({ id: user.id }))
      .start(child, { id: "a" }, { as: "other" })
      .call("by-name")
      .send("bye", (_, { steps }) => {
        expectTypeOf(steps.child.result).toEqualTypeOf<number>();
        expectTypeOf(steps.other.run).toEqualTypeOf<string>();
        expectTypeOf(steps["by-name"].result).toEqualTypeOf<unknown>();
        return true;
      });
    // @ts-expect-error the input is missing
    send("hi").call(child);
    // @ts-expect-error the id is a text
    send("hi").start(child, { id: 7 });
  });
});

describe("exitWhen and goal", () => {
  test("take an event or a condition", () => {
    on("order.placed", { key: "order" })
      .exitWhen("order.voided", { from: "anyone", where: (event, user) => event.reason === user.name })
      .exitWhen(user => user.upgraded)
      .goal("paid", "order.paid", { exit: false, where: (event, _, { trigger }) => event.paid === trigger.total })
      .goal("upgraded", user => user.upgraded)
      .send("hi");
    // @ts-expect-error there is no such event
    send("hi").exitWhen("order.vided");
    // @ts-expect-error there is no such field
    send("hi").goal("upgraded", user => user.upgradedd);
  });
});

describe("use and journey", () => {
  const drip = journey({
    name: "drip",
    config: z.object({ first: z.string(), every: z.enum(["1d", "3d"]).default("3d") }),
    build: ({ every }, b) => {
      expectTypeOf(every).toEqualTypeOf<"1d" | "3d">();
      return b.waitFor(every).do("inside", user => user.name);
    },
  });

  test("put a journey's steps under its name, or under a name of one's own", () => {
    send("hi")
      .use(drip({ first: "a" }))
      .use("second", drip({ first: "a", every: "1d" }))
      .use(send("plain"))
      .send("bye", (_, { steps }) => {
        expectTypeOf(steps.drip.inside).toEqualTypeOf<string>();
        expectTypeOf(steps.second.inside).toEqualTypeOf<string>();
        expectTypeOf(steps.plain.status).toEqualTypeOf<string>();
        return true;
      });
    // @ts-expect-error the first message is missing
    drip({});
    // @ts-expect-error there is no such interval
    drip({ first: "a", every: "2d" });
    // @ts-expect-error a journey is called first
    send("hi").use(drip);
  });
});

describe("note, group and js", () => {
  test("change nothing in the types", () => {
    const chain = send("hi").note("hello");
    expectTypeOf(chain).toExtend<typeof chain extends Chain<infer F, infer E> ? Chain<F, E> : never>();
    send("hi")
      .group("part", b => b.send("inner"))
      .send(
        "bye",
        js((user, { steps }) => steps.inner.status === user.name),
      );
    // @ts-expect-error a note is a text
    send("hi").note(7);
    const misspelt = js((user: { readonly upgradedd: boolean }) => user.upgradedd);
    // @ts-expect-error there is no such field
    send("hi").send("bye", misspelt);
  });
});
