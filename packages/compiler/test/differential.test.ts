import type { Expression, FieldIr, Row, Value, ValueType } from "@flowline/ir";
import { interpret } from "@flowline/ir";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Environment, ReadableVariable } from "../src/4-lower/environment.js";
import { lowerText } from "./support/lower-text.js";

// What phases 2 and 4 make of a lambda must give what the author's own JavaScript gives. The lambdas run here as they
// are written.

const GUARDS = [
  "user => user.age != null && user.age >= 18",
  "user => user.age && user.age >= 18",
  "user => (user.age ?? 21) >= 18 || user.upgraded",
  "user => user.age === null ? user.upgraded : user.age < 18",
  "user => user.age == null || !(user.age > 18)",
  "user => !(user.age == null) && !(user.age == undefined || user.age < 65)",
  "user => !(user.age === null || user.name === null) && user.age > 0 && user.name.startsWith('A')",
  "user => (user.age === 18 || user.age === 65) && user.age > 20",
  "user => user.age !== 18 && user.age !== null",
  "user => user.name?.includes('a')",
  "user => !user.name?.endsWith('a')",
  "user => (user.name?.includes('a') ?? true) === true",
  "user => user.name && user.name.includes('Ad')",
  "user => (user.name || 'friend') === 'friend'",
  "user => (user.name && user.plan) === 'pro'",
  "user => user.upgraded && user.name || user.age",
  "user => !!user.name === !!user.age",
  "user => Boolean(user.age) !== user.upgraded",
  "user => ['pro', 'team'].includes(user.plan)",
  "user => [null, 'Ada'].includes(user.name)",
  "user => ['', 'Ada'].includes(user.name) && user.name.startsWith('A')",
  "user => [0, 18].includes(user.age) ? user.age < 1 : user.plan !== 'free'",
  "user => user.email.includes(user.plan) || user.plan.startsWith(user.email)",
  "user => user.created_at < now() && user.created_at >= startOfToday()",
  "user => user.created_at >= ago('36h') || user.created_at < new Date('2024-02-29')",
  "user => user.trial_ends_at != null && before(user.trial_ends_at, '1d') <= fromNow('90 minutes')",
  "u => u.trial_ends_at ? after(u.trial_ends_at, '1w') > u.created_at : u.upgraded",
  "u => (u.trial_ends_at ?? u.created_at) < now()",
  "({ age, plan: tier }) => tier === 'free' && (age ? age > 17 : true)",
  "user => { const old = user.age != null && user.age > 64; const { plan } = user; return old || plan === 'team'; }",
  "user => (user.upgraded ? user.age : user.logins) === null",
  "user => user.upgraded === false || user.logins !== -1",
  "user => user.logins * 2 + 1 > 3 - user.logins",
  "user => user.logins % 2 === 0 && user.logins / 2 < 1",
  "user => user.tags.includes('vip') || user.tags.length > 1",
  "user => user.tags.some(tag => tag === user.plan) && !user.tags.every(tag => tag.startsWith('v'))",
  "(user, { trigger }) => trigger.total >= 20 && trigger.items.some(item => item.price > user.logins)",
  "(user, { trigger }) => trigger.address?.city === 'Bonn' || trigger.coupon === null",
  "(user, { trigger }) => trigger.address !== null && trigger.address.city.includes('o')",
  "(user, { trigger: { items } }) => items.filter(i => i.paid).length === items.length",
  "(user, { trigger }) => trigger.items.find(item => item.price > 1)?.paid",
  "(user, { trigger }) => trigger.items[0]?.id === trigger.items.at(-1)?.id",
  "(user, { trigger }) => trigger.placedAt < user.created_at && trigger.placedAt <= now()",
  "(user, { steps }) => steps.ack?.ok && steps.ack.event.by === 'ada'",
  "(user, { steps }) => steps.ack?.ok === true ? steps.ack.event.by.length > 2 : user.upgraded",
  "(user, { steps }) => steps.ack && steps.ack.ok === false",
  "(user, { steps }) => !steps['charge card']?.amount || steps['charge card'].amount > 1",
  "(user, { steps }) => steps.answer.is === 'paid' && steps.answer.event.amount > 1",
  "(user, { vars }) => vars.count > 0 && vars.label !== 'a'",
  "(user, { item }) => item.price >= 1 || item.paid",
] as const;

const VALUES = [
  "user => user.name ?? user.plan",
  "user => user.name || null",
  `user => \`\${user.plan}: \${user.logins}, \${user.upgraded}\``,
  "user => user.plan + '-' + user.email",
  "user => -user.logins",
  "user => -(user.age ?? 0) + user.logins",
  "user => Math.max(user.logins, 1, user.age ?? 0) - Math.min(user.logins, 2)",
  "user => Math.round(user.logins / 2) + Math.floor(-user.logins / 2) + Math.ceil(user.logins / 4) + Math.abs(user.logins)",
  "user => user.plan.toUpperCase() + user.email.trim().slice(1, 3).toLowerCase()",
  "user => user.name?.toUpperCase().slice(0, 1)",
  "user => user.name?.length",
  "user => user.email.split('@')",
  "user => user.tags.join('|') + user.tags.join()",
  "user => user.tags.slice(1).length",
  "user => user.plan < 'pro' ? user.plan : 'z'",
  "user => ({ plan: user.plan, nested: { age: user.age, list: [user.logins, 1] } })",
  "(user, { trigger }) => trigger.items.map(item => item.id)",
  "(user, { trigger }) => trigger.items.map(item => ({ id: item.id, cheap: item.price < 1 }))",
  "(user, { trigger }) => trigger.items.map(i => trigger.items.filter(j => j.price <= i.price).length)",
  "(user, { trigger }) => trigger.items",
  "(user, { trigger }) => trigger.address?.city.toLowerCase() ?? 'nowhere'",
  "(user, { trigger }) => ({ city: trigger.address?.city ?? null, total: trigger.total })",
  "(user, { trigger }) => trigger.items.find(item => item.paid)?.id ?? 'none'",
  "(user, { steps }) => steps.loose.deep?.er ?? 'nothing'",
  "(user, { steps }) => steps.loose.list?.[0] ?? steps.loose.n",
  "(user, { steps }) => steps.ack?.event?.by ?? user.plan",
  "(user, { vars, item }) => [vars.label, item.id, 'x']",
] as const;

const NOW_MS = Date.UTC(2024, 1, 29, 15, 30);
const DAY_MS = 86_400_000;
const TIME = {
  now: () => new Date(NOW_MS),
  startOfToday: () => new Date(Math.floor(NOW_MS / DAY_MS) * DAY_MS),
  ago: (duration: string) => new Date(NOW_MS - lengthOf(duration)),
  fromNow: (duration: string) => new Date(NOW_MS + lengthOf(duration)),
  before: (date: Date, duration: string) => new Date(date.getTime() - lengthOf(duration)),
  after: (date: Date, duration: string) => new Date(date.getTime() + lengthOf(duration)),
};

function lengthOf(duration: string): number {
  const lengths: Record<string, number> = {
    "36h": 1.5 * DAY_MS,
    "1d": DAY_MS,
    "1w": 7 * DAY_MS,
    "90 minutes": 5_400_000,
  };
  return lengths[duration] ?? Number.NaN;
}

const TEXT: ValueType = { scalar: "text", nullable: false };
const NUMBER: ValueType = { scalar: "number", nullable: false };
const BOOLEAN: ValueType = { scalar: "boolean", nullable: false };
const INSTANT: ValueType = { scalar: "instant", nullable: false };
const ITEM: ValueType = { object: { id: TEXT, price: NUMBER, paid: BOOLEAN }, nullable: false };

function stored(type: ValueType, nullable = false): FieldIr {
  return { kind: "stored", type: { ...type, nullable }, oneOf: null };
}

const FIELDS: Readonly<Record<string, FieldIr>> = {
  id: stored(TEXT),
  email: stored(TEXT),
  name: stored(TEXT, true),
  plan: stored(TEXT),
  age: stored(NUMBER, true),
  logins: stored(NUMBER),
  created_at: stored(INSTANT),
  trial_ends_at: stored(INSTANT, true),
  upgraded: stored(BOOLEAN),
  tags: stored({ list: TEXT, nullable: false }),
};

function readable(variable: string, type: ValueType, more: Partial<ReadableVariable> = {}) {
  return { variable, type, certain: true, span: null, variants: null, ...more };
}

const PAID: ValueType = { object: { amount: NUMBER }, nullable: false };
const VOIDED: ValueType = { object: { reason: TEXT }, nullable: false };

const ENVIRONMENT: Partial<Environment> = {
  trigger: {
    object: {
      total: NUMBER,
      coupon: { scalar: "text", nullable: true },
      placedAt: INSTANT,
      address: { object: { city: TEXT }, nullable: true },
      items: { list: ITEM, nullable: false },
    },
    nullable: false,
  },
  steps: new Map([
    [
      "ack",
      readable(
        "steps.ack",
        { object: { ok: BOOLEAN, event: { object: { by: TEXT }, nullable: true } }, nullable: false },
        { certain: false },
      ),
    ],
    ["charge card", readable("steps.charge card", { object: { amount: NUMBER }, nullable: false }, { certain: false })],
    [
      "answer",
      readable(
        "steps.answer",
        {
          object: {
            is: TEXT,
            event: {
              object: { amount: { scalar: "number", nullable: true }, reason: { scalar: "text", nullable: true } },
              nullable: true,
            },
          },
          nullable: false,
        },
        {
          variants: new Map([
            ["paid", PAID],
            ["voided", VOIDED],
          ]),
        },
      ),
    ],
    ["loose", readable("steps.loose", { any: true, nullable: false })],
  ]),
  vars: new Map([
    ["count", readable("vars.count", NUMBER)],
    ["label", readable("vars.label", TEXT)],
  ]),
  item: { variable: "item.products", type: ITEM, outer: null },
};

const moment = fc
  .integer({ min: -3, max: 3 })
  .chain(days => fc.integer({ min: -1, max: 1 }).map(ms => NOW_MS + days * (DAY_MS / 2) + ms));
const date = moment.map(ms => new Date(ms));
const plan = fc.constantFrom("free", "pro", "team");

const user = fc.record({
  id: fc.constant("1"),
  email: fc.constantFrom("", "pro@example.com", "fr", " Ä İ "),
  name: fc.constantFrom(null, "", "Ada", "Bea", "a", "\u{1F600}a"),
  plan,
  age: fc.constantFrom(null, 0, 17, 18, 65),
  logins: fc.constantFrom(-1, 0, 3, 2 ** 53 + 2, 0.1),
  created_at: date,
  trial_ends_at: fc.option(date),
  upgraded: fc.boolean(),
  tags: fc.array(fc.constantFrom("vip", "free", "v"), { maxLength: 3 }),
});

const item = fc.record({
  id: fc.constantFrom("a", "b"),
  price: fc.constantFrom(0, 0.5, 1, 2),
  paid: fc.boolean(),
});

const variables = fc.record({
  trigger: fc.record({
    total: fc.constantFrom(0, 19.99, 20, 21),
    coupon: fc.constantFrom(null, "x"),
    placedAt: date,
    address: fc.option(fc.record({ city: fc.constantFrom("Bonn", "Köln", "") })),
    items: fc.array(item, { maxLength: 3 }),
  }),
  "steps.ack": fc.constantFrom(
    null,
    { ok: false },
    { ok: true, event: { by: "ada" } },
    { ok: true, event: { by: "" } },
  ),
  "steps.charge card": fc.constantFrom(null, { amount: 0 }, { amount: 2 }),
  "steps.answer": fc.constantFrom(
    { is: "timeout" },
    { is: "paid", event: { amount: 2 } },
    { is: "paid", event: { amount: 0 } },
    { is: "voided", event: { reason: "typo" } },
  ),
  "steps.loose": fc.constantFrom({ n: 1 }, { deep: { er: "x" }, n: 2 }, { list: [3], n: 0 }, { list: [], n: "t" }),
  "vars.count": fc.constantFrom(0, 1),
  "vars.label": fc.constantFrom("a", "b"),
  "item.products": item,
});

type Variables = typeof variables extends fc.Arbitrary<infer Drawn> ? Drawn : never;

/** What the author's function gets: its steps and variables by their names, and no member where there is nothing. */
function contextOf(drawn: Variables) {
  const context = { steps: {}, vars: {} };
  for (const [name, value] of Object.entries(drawn)) {
    const [space, ...rest] = name.split(".");
    if (space === "steps" || space === "vars") Object.assign(context[space], { [rest.join(".")]: value ?? undefined });
  }
  return { ...context, trigger: drawn.trigger, item: drawn["item.products"] };
}

function closureOf(text: string): (row: unknown, context: unknown) => unknown {
  return new Function(...Object.keys(TIME), `return ${text};`)(...Object.values(TIME));
}

/** A value as JSON carries it, where there is neither undefined nor a negative zero. */
function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null));
}

function compiled(text: string, purpose: "verdict" | "value"): Expression {
  const { lowered, diagnostics } = lowerText(text, { use: { purpose }, fields: FIELDS, environment: ENVIRONMENT });
  expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([]);
  if (lowered === null) throw new Error(`${text} was not lowered, and nothing says why.`);
  return lowered.expression;
}

function answer(expression: Expression, row: unknown, drawn: Variables): Value {
  const values: Row = JSON.parse(JSON.stringify(row));
  return interpret(expression, { row: values, variables: JSON.parse(JSON.stringify(drawn)), nowMs: NOW_MS });
}

describe("a compiled guard decides as its lambda does", () => {
  it.for([...GUARDS])("%s", text => {
    const expression = compiled(text, "verdict");
    const closure = closureOf(text);
    fc.assert(
      fc.property(user, variables, (row, drawn) => {
        expect(answer(expression, row, drawn)).toBe(Boolean(closure(row, contextOf(drawn))));
      }),
      { numRuns: 300 },
    );
  });
});

describe("a compiled value is what its lambda gives", () => {
  it.for([...VALUES])("%s", text => {
    const expression = compiled(text, "value");
    const closure = closureOf(text);
    fc.assert(
      fc.property(user, variables, (row, drawn) => {
        expect(asJson(answer(expression, row, drawn))).toEqual(asJson(closure(row, contextOf(drawn))));
      }),
      { numRuns: 300 },
    );
  });
});
