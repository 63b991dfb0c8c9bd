import { manual, on, send } from "flowline";
import { describe, expectTypeOf, test } from "vitest";
import { z } from "zod";

describe("send further on", () => {
  test("gives its status; with a guard it may have been skipped", () => {
    on("order.placed")
      .send("hi")
      .send("offer", user => user.upgraded)
      .send("other", { when: user => user.upgraded, name: "named" })
      .send("again", {
        data: (user, { steps, trigger }) => {
          expectTypeOf(steps.hi).toEqualTypeOf<{ readonly status: string }>();
          expectTypeOf(steps.offer).toEqualTypeOf<{ readonly status: string } | undefined>();
          expectTypeOf(steps.named).toEqualTypeOf<{ readonly status: string } | undefined>();
          expectTypeOf(trigger.at).toEqualTypeOf<Date>();
          // @ts-expect-error the step has a name of its own
          steps.other;
          return { name: user.name };
        },
      });
    // @ts-expect-error there is no such option
    send("hi").send("again", { dta: () => ({}) });
    // @ts-expect-error an address is a text
    send("hi").send("again", { to: user => user.visits });
    // @ts-expect-error a duration has a unit
    send("hi").send("again", { timeout: "7" });
  });
});

describe("do", () => {
  test("gives what the body returned, as JSON", () => {
    on("order.placed")
      .do("charge", async (user, { services, trigger, signal, idempotencyKey, once, now, all }) => {
        expectTypeOf(user.upgraded).toEqualTypeOf<boolean>();
        expectTypeOf(signal).toEqualTypeOf<AbortSignal>();
        expectTypeOf(idempotencyKey).toEqualTypeOf<string>();
        expectTypeOf(await once("key", () => 7)).toEqualTypeOf<number>();
        expectTypeOf(await now("start")).toEqualTypeOf<Date>();
        expectTypeOf(await all([Promise.resolve(1), "b"])).toEqualTypeOf<[number, "b"]>();
        return { ...(await services.shop.charge(trigger.total)), at: trigger.at, list: [1] };
      })
      .do("nothing", () => {})
      .do("skipped", { when: user => user.upgraded, retry: 3 }, () => true)
      .send("bye", (_, { steps }) => {
        expectTypeOf(steps.charge.receipt).toEqualTypeOf<string>();
        expectTypeOf(steps.charge.at).toEqualTypeOf<string>();
        expectTypeOf(steps.charge.list).toEqualTypeOf<readonly number[]>();
        expectTypeOf(steps.nothing).toEqualTypeOf<null>();
        expectTypeOf(steps.skipped).toEqualTypeOf<true | undefined>();
        return true;
      });
  });

  test("takes the texts of an enum from a body without parameters", () => {
    const output = z.object({ next: z.enum(["check", "stop"]), of: z.array(z.object({ kind: z.enum(["a", "b"]) })) });
    send("hi")
      .do("a", { output }, () => ({ next: "check", of: [{ kind: "a" }] }))
      .do("b", { output, when: user => user.upgraded }, async () => ({ next: "stop", of: [] }))
      .send("bye", (_, { steps }) => {
        expectTypeOf(steps.a.next).toEqualTypeOf<"check" | "stop">();
        expectTypeOf(steps.b?.next).toEqualTypeOf<"check" | "stop" | undefined>();
        return true;
      });
    const open = z.object({ body: z.record(z.string(), z.unknown()), id: z.string().brand("id"), any: z.any() });
    const made = { body: {} as Record<string, unknown>, id: open.shape.id.parse("a"), any: 7 };
    send("hi").do("open", { output: open }, async () => made);
    // @ts-expect-error it is no text of the enum
    send("hi").do("c", { output }, () => ({ next: "chek", of: [] }));
    // @ts-expect-error a member is missing
    send("hi").do("c", { output }, () => ({ next: "check" }));
    // @ts-expect-error there is no such option
    send("hi").do("c", { retyr: 3 }, () => 7);
  });

  test("checks the body against its schema, and reads the schema's output", () => {
    const output = z.object({ at: z.date(), kind: z.enum(["a", "b"]) });
    on("order.placed")
      .do("typed", { output, undo: async user => user.name }, user => ({ at: user.created_at, kind: "a" }))
      .send("bye", (_, { steps }) => {
        expectTypeOf(steps.typed.at).toEqualTypeOf<Date>();
        expectTypeOf(steps.typed.kind).toEqualTypeOf<"a" | "b">();
        return true;
      });
    // @ts-expect-error there is no kind c
    send("hi").do("typed", { output }, user => ({ at: user.created_at, kind: "c" }));
    // @ts-expect-error there is no such option
    send("hi").do("charge", { retires: 3 }, () => 1);
    // @ts-expect-error the project has no such service
    send("hi").do("charge", (_, { services }) => services.bank);
    // @ts-expect-error a body is a function
    send("hi").do("charge");
  });

  test("drops the subject in a flow about nobody", () => {
    manual(z.object({ id: z.string() }))
      .do("one", ({ trigger }) => trigger.id)
      .do("two", ({ steps }) => {
        expectTypeOf(steps.one).toEqualTypeOf<string>();
        return 1;
      });
    // @ts-expect-error there is no subject
    manual().do("one", (user, { steps }) => steps);
  });
});

describe("http", () => {
  test("gives status and body, and takes arms by status", () => {
    on("order.placed")
      .http("post", user => ({ method: "POST", url: "https://example.com", body: { id: user.id } }), {
        accepts: [404],
        rateLimit: { name: "api", key: user => user.id },
        arms: {
          404: b => b.do("gone", (_, { steps }) => steps.post.status),
          exhausted: b => b.exit("down"),
        },
      })
      .send("bye", (_, { steps }) => {
        expectTypeOf(steps.post.status).toEqualTypeOf<number>();
        expectTypeOf(steps.gone).toEqualTypeOf<number | undefined>();
        return steps.post.body.id === 7;
      });
    // @ts-expect-error a request has a URL
    send("hi").http("post", () => ({ method: "POST" }));
    // @ts-expect-error there is no such method
    send("hi").http("post", () => ({ method: "SEND", url: "https://example.com" }));
    // @ts-expect-error an arm has a status or is called exhausted
    send("hi").http("post", () => ({ method: "POST", url: "x" }), { arms: { gone: b => b.exit() } });
  });
});

describe("set and emit", () => {
  test("give variables and check payloads", () => {
    on("order.placed")
      .set({ count: 0, last: (_, { trigger }) => trigger.at, name: "a" })
      .emit("order.paid", (user, { vars }) => ({ userId: user.id, paid: vars.count }))
      .emit("market.closed")
      .send("bye", (_, { vars }) => {
        expectTypeOf(vars.count).toEqualTypeOf<number>();
        expectTypeOf(vars.last).toEqualTypeOf<Date>();
        expectTypeOf(vars.name).toEqualTypeOf<string>();
        // @ts-expect-error nothing has set it
        vars.other;
        return true;
      });
    // @ts-expect-error the payload is missing
    send("hi").emit("order.paid");
    // @ts-expect-error the payload holds a number
    send("hi").emit("order.paid", { userId: "a", paid: "7" });
    // @ts-expect-error there is no such event
    send("hi").emit("order.payed", {});
  });
});
