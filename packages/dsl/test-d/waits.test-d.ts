import { before, days, manual, next, on, send } from "flowline";
import { describe, expectTypeOf, test } from "vitest";
import { z } from "zod";

interface Paid {
  readonly userId: string;
  readonly paid: number;
}
type Got = { readonly ok: true; readonly event: Readonly<Paid> };

describe("waitFor", () => {
  test("pauses for a duration or for calendar time", () => {
    send("hi")
      .waitFor("7d")
      .waitFor(days(3).at("09:00").in("Europe/Berlin"))
      .waitFor(next("monday"))
      .waitFor("1h", { restartOn: "order.placed", name: "idle" });
    // @ts-expect-error there is no such event
    send("hi").waitFor("1h", { restartOn: "order.plced" });
    // @ts-expect-error a time of day has minutes
    days(3).at("9");
    // @ts-expect-error there is no such day
    next("someday");
  });

  test("gives a discriminated union where it has a deadline, and the event where it has none", () => {
    on("order.placed")
      .waitFor("order.paid", { within: "3d", where: (event, user, { trigger }) => event.paid === trigger.total })
      .waitFor("order.voided", { as: "voided", from: "anyone" })
      .send("bye", (_, { steps }) => {
        const paid = steps["order.paid"];
        if (paid.ok) expectTypeOf(paid.event.paid).toEqualTypeOf<number>();
        // @ts-expect-error it may have timed out
        paid.event;
        expectTypeOf(steps.voided.event.reason).toEqualTypeOf<string>();
        return paid.ok;
      });
    // @ts-expect-error there is no such event
    send("hi").waitFor("order.payed", { within: "3d" });
    // @ts-expect-error the event has no such field
    send("hi").waitFor("order.paid", { where: event => event.payed === 7 });
    // @ts-expect-error a deadline has a unit
    send("hi").waitFor("order.paid", { within: "3" });
  });

  test("knows in each arm what came, and after them what may have", () => {
    send("hi")
      .waitFor(
        "order.paid",
        { within: "3d", as: "paid" },
        {
          got: b =>
            b.send("thanks", (_, { steps }) => {
              expectTypeOf(steps.paid).toEqualTypeOf<Got>();
              return true;
            }),
          timeout: b => b.do("count", () => 7),
        },
      )
      .send("bye", (_, { steps }) => {
        expectTypeOf(steps.paid.ok).toEqualTypeOf<boolean>();
        if (steps.paid.ok) expectTypeOf(steps.paid).toEqualTypeOf<Got>();
        expectTypeOf(steps.thanks).toEqualTypeOf<{ readonly status: string } | undefined>();
        expectTypeOf(steps.count).toEqualTypeOf<number | undefined>();
        return true;
      });
    // @ts-expect-error there is no such arm
    send("hi").waitFor("order.paid", { within: "3d" }, { gott: b => b.exit() });
    // @ts-expect-error an arm gives a chain
    send("hi").waitFor("order.paid", { within: "3d" }, { got: () => 7 });
  });

  test("drops what is said in an arm that ends", () => {
    send("hi")
      .waitFor("order.paid", { within: "3d" }, { got: b => b.send("thanks"), timeout: b => b.exit() })
      .send("bye", (_, { steps }) => {
        expectTypeOf(steps.thanks).toEqualTypeOf<{ readonly status: string }>();
        expectTypeOf(steps["order.paid"]).toEqualTypeOf<Got>();
        return true;
      });
  });

  test("gives a union over the first of several, with its deadline", () => {
    on("order.placed")
      .waitFor(
        { paid: "order.paid", voided: { event: "order.voided", where: e => e.reason !== "test" }, late: "3d" },
        { as: "first" },
        { late: b => b.send("late") },
      )
      .send("bye", (_, { steps }) => {
        const { first } = steps;
        expectTypeOf(first.is).toEqualTypeOf<"paid" | "voided" | "timeout">();
        if (first.is === "voided") expectTypeOf(first.event.reason).toEqualTypeOf<string>();
        expectTypeOf(steps.late).toEqualTypeOf<{ readonly status: string } | undefined>();
        return true;
      });
    // @ts-expect-error there is no such event
    send("hi").waitFor({ paid: "order.payed", late: "3d" }, { as: "first" });
    // @ts-expect-error a deadline is called late
    send("hi").waitFor({ paid: "order.paid", tooLong: "3d" }, { as: "first" });
    // @ts-expect-error nothing can come to this arm
    send("hi").waitFor({ paid: "order.paid", late: "3d" }, {}, { voided: b => b.exit() });
  });
});

describe("waitUntil", () => {
  test("takes a date of the subject or the trigger, and arms for none and for too late", () => {
    on("order.placed")
      .waitUntil((user, { trigger }) => before(user.last_seen_at ?? trigger.at, "1d"), {
        at: "09:00",
        missing: b => b.send("no date"),
        late: b => b.exit("late"),
        maxLateness: "6h",
      })
      .waitUntil(new Date(0))
      .waitUntil("2026-12-24")
      .send("bye", (_, { steps }) => {
        expectTypeOf(steps["no date"]).toEqualTypeOf<{ readonly status: string } | undefined>();
        return true;
      });
    on("order.placed")
      .waitUntil(user => user.last_seen_at, { due: b => b.send("reminder"), maxLateness: "1h" })
      .send("bye", (_, { steps }) => {
        expectTypeOf(steps.reminder).toEqualTypeOf<{ readonly status: string } | undefined>();
        return true;
      });
    on("order.placed")
      .waitUntil(user => user.last_seen_at, {
        due: b => b.send("reminder"),
        missing: b => b.exit(),
        late: b => b.exit(),
        maxLateness: "1h",
      })
      .send("bye", (_, { steps }) => {
        expectTypeOf(steps.reminder).toEqualTypeOf<{ readonly status: string }>();
        return true;
      });
    // @ts-expect-error an arm gives a chain
    send("hi").waitUntil("2026-12-24", { due: () => 7 });
    // @ts-expect-error a name is no date
    send("hi").waitUntil(user => user.name);
  });
});

describe("waitForAll", () => {
  test("gives a record of events", () => {
    send("hi")
      .waitForAll({ paid: "order.paid", placed: "order.placed" }, { within: "3d", as: "both" })
      .send("bye", (_, { steps }) => {
        if (steps.both.ok) {
          expectTypeOf(steps.both.events.paid.paid).toEqualTypeOf<number>();
          expectTypeOf(steps.both.events.placed.total).toEqualTypeOf<number>();
        }
        // @ts-expect-error it may have timed out
        steps.both.events;
        return steps.both.ok;
      });
    // @ts-expect-error there is no such event
    send("hi").waitForAll({ paid: "order.payed" });
  });
});

describe("approval", () => {
  test("gives a union of what people decided, and time only where there is a deadline", () => {
    manual(z.object({ approvers: z.array(z.string()) }))
      .approval("budget", { of: ({ trigger }) => trigger.approvers, need: 2, within: "3d" })
      .approval("second", { of: ["a@example.com"] })
      .do("book", ({ steps }) => {
        expectTypeOf(steps.budget.is).toEqualTypeOf<"approved" | "rejected" | "timeout">();
        expectTypeOf(steps.second.is).toEqualTypeOf<"approved" | "rejected">();
        expectTypeOf(steps.second.decisions[0]?.by).toEqualTypeOf<string | undefined>();
        return 1;
      });
    send("hi")
      .approval(
        "budget",
        { of: user => user.email, within: "1d", escalate: b => b.send("boss") },
        { rejected: b => b.exit() },
      )
      .send("bye", (_, { steps }) => {
        expectTypeOf(steps.budget.is).toEqualTypeOf<"approved" | "timeout">();
        expectTypeOf(steps.boss).toEqualTypeOf<{ readonly status: string } | undefined>();
        return true;
      });
    // @ts-expect-error somebody must decide
    send("hi").approval("budget", { need: 2 });
    // @ts-expect-error a rejection counts in one of two ways
    send("hi").approval("budget", { of: "a", reject: "most" });
  });
});
