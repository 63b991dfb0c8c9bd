import { DecodeError, decodeProject, type ProjectIr, printProject } from "@flowline/ir";
import { describe, expect, test } from "vitest";
import { EVENTS } from "../arbitrary/flow-parts.js";
import { SEED_FLOW } from "../seed-flow.js";

const PROJECT: ProjectIr = {
  irVersion: 0,
  subjects: {
    user: {
      ...SEED_FLOW.subject,
      email: { op: "field", name: "email", type: { scalar: "text", nullable: false } },
      zone: null,
      locale: null,
    },
  },
  events: EVENTS,
  messages: "./messages",
  database: { env: "DATABASE_URL" },
  channels: { email: { provider: "smtp", url: { value: "smtp://localhost:2525" }, from: "Ada <ada@example.com>" } },
};

describe("decoding a project", () => {
  test("gives back what was printed, frozen", () => {
    const project = decodeProject(JSON.parse(printProject(PROJECT)));
    expect(project).toEqual(PROJECT);
    expect(Object.isFrozen(project.subjects.user)).toBe(true);
  });

  test("accepts a project without a channel and a subject without an address", () => {
    const user = { ...SEED_FLOW.subject, email: null, zone: null, locale: null };
    expect(() => decodeProject({ ...PROJECT, subjects: { user }, channels: { email: null } })).not.toThrow();
  });

  test.each<[string, unknown, string]>([
    ["another version", { ...PROJECT, irVersion: 1 }, "irVersion: this was compiled as IR version 1"],
    [
      "a setting that is neither named nor written out",
      { ...PROJECT, database: {} },
      "database.value: expected a text, found nothing",
    ],
    [
      "a setting that is both",
      { ...PROJECT, database: { env: "A", value: "b" } },
      "database.value: this property is not known here",
    ],
    ["a setting that is no object", { ...PROJECT, database: "url" }, 'database: expected an object, found "url"'],
    [
      "an unknown provider",
      { ...PROJECT, channels: { email: { provider: "fax" } } },
      'channels.email.provider: expected "smtp", found "fax"',
    ],
    [
      "a subject under another name",
      { ...PROJECT, subjects: { person: PROJECT.subjects.user } },
      'subjects.person.name: expected "person", found "user"',
    ],
    [
      "a zone that is no text",
      { ...PROJECT, subjects: { user: { ...PROJECT.subjects.user, zone: { op: "now" } } } },
      "subjects.user.zone: expected a text, found an instant",
    ],
    [
      "an event about nobody that is known",
      { ...PROJECT, events: { news: { ...EVENTS.news, subject: "team", id: EVENTS["order.paid"].id } } },
      'events.news.subject: there is no subject "team"',
    ],
    [
      "an event about somebody that does not say who",
      { ...PROJECT, events: { paid: { ...EVENTS["order.paid"], id: null } } },
      "events.paid.id: expected the id of the user, found null",
    ],
    [
      "an event's key that reads something else than the event",
      { ...PROJECT, events: { news: { ...EVENTS.news, keys: { a: { ...PROJECT.subjects.user?.email } } } } },
      'events.news.keys.a: there is no field "email"',
    ],
    [
      "an address that is no text",
      { ...PROJECT, subjects: { user: { ...PROJECT.subjects.user, email: { op: "now" } } } },
      "subjects.user.email: expected a text, found an instant",
    ],
    [
      "a table that is none",
      {
        ...PROJECT,
        subjects: { user: { ...PROJECT.subjects.user, source: { type: "table", table: "a.b.c", key: "id" } } },
      },
      "subjects.user.source.table: expected a table or schema.table",
    ],
  ])("refuses %s and names the place", (_, json, message) => {
    expect(() => decodeProject(json)).toThrow(DecodeError);
    expect(() => decodeProject(json)).toThrow(message);
  });
});
