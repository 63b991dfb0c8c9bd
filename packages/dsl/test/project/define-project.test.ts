import { DESCRIBE, DRAFT, type ProjectDraft } from "@flowline/ir";
import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { startOfToday } from "../../src/clock.js";
import { defineProject } from "../../src/project/define-project.js";
import { env } from "../../src/project/env.js";
import { event } from "../../src/project/event.js";
import { smtp } from "../../src/project/smtp.js";
import { subject } from "../../src/project/subject.js";
import { table } from "../../src/project/table.js";

const anyProject = defineProject as unknown as (options: unknown) => { [DRAFT](): ProjectDraft };

const user = subject({
  schema: z.object({
    id: z.string(),
    plan: z.enum(["free", "pro"]),
    visits: z.number(),
    upgraded: z.boolean(),
    created_at: z.coerce.date(),
    seen_at: z.date().nullable(),
    birthday: z.date().optional(),
  }),
  source: table("crm.users", { key: "id" }),
  derive: { signed_up_today: row => row.created_at >= startOfToday() },
  email: row => row.id,
});

afterEach(() => {
  Reflect.deleteProperty(globalThis, DESCRIBE);
});

describe("a project", () => {
  test("drafts its settings by name and never by value", () => {
    const project = defineProject({
      database: env("DATABASE_URL"),
      subjects: {},
      messages: "./messages",
      channels: { email: smtp({ url: env("SMTP_URL"), from: "Ada <ada@example.com>" }) },
    });
    expect(project[DRAFT]()).toEqual({
      subjects: {},
      events: {},
      messages: "./messages",
      database: { env: "DATABASE_URL" },
      email: { provider: "smtp", url: { env: "SMTP_URL" }, from: "Ada <ada@example.com>" },
    });
  });

  test("takes settings that are written out, and no channel", () => {
    const project = defineProject({ database: "postgres://localhost/shop", subjects: {}, messages: "mails" });
    expect(project[DRAFT]()).toMatchObject({ database: { value: "postgres://localhost/shop" }, email: null });
  });

  test("carries words that build chains", () => {
    const { send } = defineProject({ database: env("DATABASE_URL"), subjects: { user }, messages: "./messages" });
    expect(send("hi", row => row.signed_up_today)[DRAFT]().links).toMatchObject([
      { word: "send", args: [{ value: "hi" }, { kind: "lambda" }] },
    ]);
  });

  test("hands what is missing or wrong to the compiler instead of throwing", () => {
    expect(anyProject({})[DRAFT]()).toEqual({
      subjects: {},
      events: {},
      messages: null,
      database: null,
      email: null,
    });
    expect(anyProject({ database: 7, channels: {} })[DRAFT]()).toMatchObject({ database: null, email: null });
  });
});

describe("a subject", () => {
  const draft = () => user.draft();

  test("prints the output type of its schema, dates as date-time", () => {
    expect(draft().schema).toMatchObject({
      type: "object",
      properties: {
        id: { type: "string" },
        plan: { type: "string", enum: ["free", "pro"] },
        visits: { type: "number" },
        upgraded: { type: "boolean" },
        created_at: { type: "string", format: "date-time" },
        seen_at: { anyOf: [{ type: "string", format: "date-time" }, { type: "null" }] },
        birthday: { type: "string", format: "date-time" },
      },
      required: ["id", "plan", "visits", "upgraded", "created_at", "seen_at"],
    });
  });

  test("leaves open what JSON Schema cannot say, for the compiler to refuse", () => {
    const odd = subject({
      schema: z.object({ tags: z.map(z.string(), z.string()) }),
      source: table("t", { key: "id" }),
    });
    expect(odd.draft().schema).toMatchObject({ properties: { tags: {} } });
  });

  test("names its source and describes its lambdas", () => {
    Reflect.set(globalThis, DESCRIBE, (fn: (row: { readonly id: string }) => unknown) => ({
      lambda: fn.length,
      captures: [],
    }));
    expect(draft()).toMatchObject({
      source: { type: "table", table: "crm.users", key: "id" },
      derive: { signed_up_today: { lambda: 1, captures: [] } },
      email: { lambda: 1, captures: [] },
    });
  });

  test("hands what is missing to the compiler instead of throwing", () => {
    const anySubject = subject as unknown as (options: unknown) => typeof user;
    expect(anySubject({}).draft()).toEqual({
      schema: null,
      source: { type: "table", table: null, key: null },
      derive: {},
      email: null,
      zone: null,
      locale: null,
    });
  });
});

describe("an event", () => {
  test("drafts its schema, its subject and its keys", () => {
    const project = defineProject({
      database: env("DATABASE_URL"),
      subjects: { user },
      events: {
        paid: event({
          schema: z.object({ userId: z.string() }),
          subject: "user",
          id: e => e.userId,
          keys: { user: e => e.userId },
        }),
        closed: event(),
      },
      messages: "./messages",
    });
    const lambda = { lambda: null, captures: [] };
    expect(project[DRAFT]().events).toMatchObject({
      paid: { schema: { type: "object" }, subject: "user", id: lambda, keys: { user: lambda } },
      closed: { schema: null, subject: null, id: null, keys: {} },
    });
  });
});
