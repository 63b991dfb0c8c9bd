import { after, ago, before, defineProject, env, now, smtp, subject, table } from "flowline";
import { describe, expectTypeOf, test } from "vitest";
import { z } from "zod";

const schema = z.object({ id: z.string(), email: z.string().nullable(), seen_at: z.date().nullable() });
const source = table("users", { key: "id" });

describe("a project's declaration", () => {
  test("types the lambdas of derived fields and of the address", () => {
    subject({
      schema,
      source,
      derive: {
        addressed: user => {
          expectTypeOf(user.email).toEqualTypeOf<string | null>();
          return user.email !== null;
        },
        // @ts-expect-error there is no such field
        unknown: user => user.nickname,
      },
      email: user => user.email,
    });
  });

  test("refuses an address that is no text", () => {
    // @ts-expect-error an address is a text
    subject({ schema, source, email: user => user.seen_at });
  });

  test("refuses a project without subjects, messages or database", () => {
    // @ts-expect-error subjects, messages and database are missing
    defineProject({});
    // @ts-expect-error the folder of messages is a path
    defineProject({ database: env("DATABASE_URL"), subjects: {}, messages: 7 });
  });

  test("refuses a source without a key and a channel without a sender", () => {
    // @ts-expect-error the key is missing
    table("users", {});
    // @ts-expect-error the sender is missing
    smtp({ url: env("SMTP_URL") });
  });

  test("says in the type that a chain needs exactly one subject", () => {
    const two = defineProject({
      database: env("DATABASE_URL"),
      subjects: { user: subject({ schema, source }), order: subject({ schema, source }) },
      messages: "./messages",
    });
    two.send("hi", user => {
      expectTypeOf(user).toEqualTypeOf<"A chain that begins with send() needs a project with exactly one subject.">();
      return true;
    });
  });
});

describe("the words of time", () => {
  test("give dates, and keep a missing date missing", () => {
    const maybe = null as Date | null;
    expectTypeOf(now()).toEqualTypeOf<Date>();
    expectTypeOf(before(now(), "1d")).toEqualTypeOf<Date>();
    expectTypeOf(after(maybe, "1d")).toEqualTypeOf<Date | null>();
  });

  test("refuse a duration without a unit", () => {
    // @ts-expect-error no unit
    ago("7");
  });
});
