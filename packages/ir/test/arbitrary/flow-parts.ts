import type { EventIr, Expression, FieldIr, ScalarType, SubjectIr, ValueType } from "@flowline/ir";

/** The stored fields of every generated subject; some names are traps of JavaScript or need quotes. */
export const FIELDS: Readonly<Record<string, FieldIr>> = {
  email: stored("text", true),
  plan: stored("text", false),
  constructor: stored("number", false),
  'the "flag"': stored("boolean", true),
  created_at: stored("instant", false),
};

function stored(scalar: ScalarType, nullable: boolean): FieldIr {
  return { kind: "stored", type: { scalar, nullable }, oneOf: null };
}

/** The field as an expression. */
function fieldOf(name: string): Expression {
  return { op: "field", name, type: FIELDS[name]?.type ?? { scalar: "text", nullable: true } };
}

/** The address of every generated send about a subject. */
export const ADDRESS: Expression = fieldOf("email");

/** Conditions that a query can ask as well. */
export const PORTABLE: readonly Expression[] = [
  { op: "truthy", of: fieldOf('the "flag"') },
  { op: "not", of: { op: "truthy", of: fieldOf("email") } },
  {
    op: "and",
    left: { op: "compare", how: ">", left: fieldOf("constructor"), right: number(2) },
    right: { op: "compare", how: "<=", left: fieldOf("created_at"), right: { op: "startOfToday" } },
  },
  { op: "equal", left: fieldOf("plan"), right: text("pro"), negated: true },
];

/** Whom generated flows are about. */
export const SUBJECT: SubjectIr = {
  name: "user",
  source: { type: "table", table: "crm.users", key: "id" },
  fields: {
    ...FIELDS,
    derived: {
      kind: "derived",
      type: { scalar: "boolean", nullable: false },
      expression: { op: "truthy", of: fieldOf("plan") },
    },
  },
};

const PAYLOAD: ValueType = {
  object: { id: { scalar: "text", nullable: false }, total: { scalar: "number", nullable: true } },
  nullable: false,
};

/** The arriving event. */
const EVENT: Expression = { op: "variable", name: "event", type: PAYLOAD };

/** A member of the arriving event. */
function eventMember(name: "id" | "total"): Expression {
  return {
    op: "member",
    of: EVENT,
    name,
    type: { scalar: name === "id" ? "text" : "number", nullable: name === "total" },
  };
}

/** The events of generated flows: one about a user, with a key, one about nobody. */
export const EVENTS: Readonly<Record<"order.paid" | "news", EventIr>> = {
  "order.paid": {
    payload: PAYLOAD,
    subject: "user",
    id: eventMember("id"),
    keys: { order: eventMember("id") },
  },
  news: { payload: PAYLOAD, subject: null, id: null, keys: { order: eventMember("id") } },
};

/** A payload for either event. */
export const SOME_PAYLOAD: Expression = { op: "object", members: { id: text("o1"), total: number(3) } };

/** A constant text. */
export function text(value: string): Expression {
  return { op: "literal", type: { scalar: "text", nullable: false }, value };
}

/** A constant number. */
export function number(value: number): Expression {
  return { op: "literal", type: { scalar: "number", nullable: false }, value };
}
