import type { EventDraft, Json, ProjectDraft } from "@flowline/ir";
import { decodeProject } from "@flowline/ir";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { lowerProject } from "../../src/4-lower/lower-project.js";
import { readText } from "../support/lower-text.js";

function schemaOf(schema: z.ZodType): Json {
  return JSON.parse(JSON.stringify(z.toJSONSchema(schema)));
}

const lambda = { lambda: 1, captures: [] };
const user = z.object({
  id: z.number(),
  email: z.string(),
  tags: z.array(z.string()),
  address: z.object({ city: z.string() }).nullable(),
});

function lower(events: Readonly<Record<string, Partial<EventDraft>>>, text = "e => e.userId") {
  const { lowering } = readText(text);
  const none: EventDraft = { schema: null, subject: null, id: null, keys: {} };
  const draft: ProjectDraft = {
    subjects: {
      user: {
        schema: schemaOf(user),
        source: { type: "table", table: "users", key: "id" },
        derive: {},
        email: null,
        zone: null,
        locale: null,
      },
    },
    events: Object.fromEntries(Object.entries(events).map(([name, event]) => [name, { ...none, ...event }])),
    messages: "./messages",
    database: { env: "DATABASE_URL" },
    email: null,
  };
  const { ir, events: lowered } = lowerProject(draft, null, lowering);
  return { ir, lowered, diagnostics: lowering.diagnostics };
}

const order = schemaOf(
  z.object({ userId: z.number(), cart: z.string(), kind: z.enum(["a", "b"]), at: z.array(z.number()) }),
);

describe("the events of a project", () => {
  it("have a payload, an id and keys with types", () => {
    const { ir, lowered, diagnostics } = lower({
      paid: { schema: order, subject: "user", id: lambda, keys: { of: lambda } },
    });
    expect(diagnostics).toEqual([]);
    const id = { op: "member", name: "userId", of: { op: "variable", name: "event" } };
    expect(ir.events.paid).toMatchObject({ subject: "user", id, keys: { of: id } });
    expect([...(lowered.get("paid")?.choices ?? [])]).toEqual([["kind", ["a", "b"]]]);
    expect(decodeProject(JSON.parse(JSON.stringify(ir)))).toEqual(ir);
  });

  it("tell of their payload, without a schema, what their id reads", () => {
    const { ir, diagnostics } = lower({ paid: { subject: "user", id: lambda } });
    expect(diagnostics).toEqual([]);
    expect(ir.events.paid?.payload).toEqual({
      object: { userId: { scalar: "number", nullable: false } },
      nullable: false,
    });
    expect(decodeProject(JSON.parse(JSON.stringify(ir)))).toEqual(ir);
  });

  it.each<[string, Partial<EventDraft>, string, string]>([
    ["a subject that there is not", { subject: "usr", id: lambda, schema: order }, "FLOW1015", 'Write "user".'],
    ["no id", { subject: "user", schema: order }, "FLOW1015", "Write id: e => e.userId."],
    ["an id of nobody", { id: lambda, schema: order }, "FLOW1015", 'Write subject: "user", or take the id out.'],
    [
      "a key of an untold type",
      { keys: { of: lambda } },
      "FLOW3010",
      "Give the event, the input or the step's output a schema: event({ schema: z.object({ ... }) }).",
    ],
  ])("are refused with %s", (_, event, code, fix) => {
    expect(lower({ paid: event }).diagnostics).toMatchObject([{ code, fix }]);
  });

  it("are found by texts and numbers alone", () => {
    const { diagnostics } = lower({ paid: { schema: order, keys: { of: lambda } } }, "e => e.at");
    expect(diagnostics).toMatchObject([{ code: "FLOW3012", message: 'The key "of" of "paid" is a list.' }]);
  });
});

describe("the subject of a project", () => {
  it("may have lists and objects for fields", () => {
    const { ir } = lower({});
    expect(ir.subjects.user?.fields).toMatchObject({
      tags: { type: { list: { scalar: "text", nullable: false }, nullable: false } },
      address: { type: { object: { city: { scalar: "text", nullable: false } }, nullable: true } },
    });
    expect(decodeProject(JSON.parse(JSON.stringify(ir)))).toEqual(ir);
  });
});
