import { send } from "flowline";
import { describe, expectTypeOf, test } from "vitest";
import { send as sendOrder } from "./second.config.js";

describe("send of the registered project", () => {
  test("types the seed flow as it stands", () => {
    const chain = send("hi", user => user.signed_up_today)
      .waitFor("7d")
      .send("upgrade", user => !user.upgraded);
    expectTypeOf(chain.send).toBeFunction();
  });

  test("gives the schema's output type and the derived fields", () => {
    send("hi", user => {
      expectTypeOf(user.name).toEqualTypeOf<string>();
      expectTypeOf(user.plan).toEqualTypeOf<"free" | "pro">();
      expectTypeOf(user.visits).toEqualTypeOf<number>();
      expectTypeOf(user.upgraded).toEqualTypeOf<boolean>();
      expectTypeOf(user.created_at).toEqualTypeOf<Date>();
      expectTypeOf(user.last_seen_at).toEqualTypeOf<Date | null>();
      expectTypeOf(user.signed_up_today).toEqualTypeOf<boolean>();
      expectTypeOf(user.greeting).toEqualTypeOf<string>();
      return true;
    });
  });

  test("refuses a field that the subject lacks, at the head and further on", () => {
    // @ts-expect-error the field is called upgraded
    send("hi", user => user.upgradedd);
    // @ts-expect-error the field is called upgraded
    send("hi").send("upgrade", user => !user.upgradedd);
    const later = send("hi").waitFor("7d").waitFor("1 day");
    // @ts-expect-error the field is called upgraded
    later.send("upgrade", user => !user.upgradedd);
  });

  test("refuses a comparison of a text with a value that it never has", () => {
    // @ts-expect-error there is no plan of that name
    send("hi", user => user.plan === "gold");
  });

  test("refuses a change of the subject", () => {
    send("hi", user => {
      // @ts-expect-error a predicate only reads
      user.upgraded = true;
      return true;
    });
  });

  test("knows the context and that nothing can be read from it yet", () => {
    send("hi", (user, { trigger, steps, vars, item, error }) => {
      expectTypeOf(item).toEqualTypeOf<undefined>();
      expectTypeOf(error).toEqualTypeOf<undefined>();
      // @ts-expect-error no event began the run
      trigger.payload;
      // @ts-expect-error no step returns a value
      steps.hi;
      // @ts-expect-error no variable is set
      vars.count;
      return user.upgraded;
    });
  });

  test("takes a guard or none, and a message's name", () => {
    send("hi");
    // @ts-expect-error a message is named by a text
    send(7);
    // @ts-expect-error a guard is a lambda
    send("hi", true);
  });
});

describe("send of a second project in the same program", () => {
  test("knows its own subject and not the registered one", () => {
    sendOrder("receipt", order => order.paid)
      .waitFor("2 weeks")
      .send("again", order => {
        expectTypeOf(order.total).toEqualTypeOf<number>();
        return order.total > 100;
      });
    // @ts-expect-error orders are not users
    sendOrder("receipt", order => order.upgraded);
    // @ts-expect-error users are not orders
    send("hi", user => user.paid);
  });
});
