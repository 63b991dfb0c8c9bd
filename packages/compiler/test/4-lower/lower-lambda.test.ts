import type { FieldIr, ValueType } from "@flowline/ir";
import { printExpression } from "@flowline/ir";
import { describe, expect, it } from "vitest";
import type { Environment, ReadableVariable } from "../../src/4-lower/environment.js";
import { choicesUnder } from "../../src/4-lower/environment.js";
import type { LambdaUse } from "../../src/4-lower/lambda-use.js";
import { lowerText } from "../support/lower-text.js";

const TEXT: ValueType = { scalar: "text", nullable: false };
const NUMBER: ValueType = { scalar: "number", nullable: false };

function stored(type: ValueType, oneOf: readonly string[] | null = null): FieldIr {
  return { kind: "stored", type, oneOf };
}

const fields = {
  name: stored({ scalar: "text", nullable: true }),
  age: stored({ scalar: "number", nullable: true }),
  plan: stored(TEXT, ["free", "pro"]),
  logins: stored(NUMBER),
  created_at: stored({ scalar: "instant", nullable: false }),
  upgraded: stored({ scalar: "boolean", nullable: false }),
  tags: stored({ list: TEXT, nullable: false }),
  address: stored({ object: { city: TEXT }, nullable: true }),
};

function step(variable: string, type: ValueType, certain: boolean): ReadableVariable {
  return { variable, type, certain, span: null, variants: null };
}

const status: ValueType = { object: { status: TEXT }, nullable: false };
const environment: Partial<Environment> = {
  trigger: { object: { total: NUMBER, kind: TEXT, items: { list: TEXT, nullable: false } }, nullable: false },
  event: { object: { id: TEXT, total: NUMBER }, nullable: false },
  steps: new Map([
    ["hi", step("steps.hi", status, true)],
    ["maybe", step("steps.maybe", status, false)],
    ["drip/more", step("steps.drip/more", status, true)],
    ["loose", step("steps.loose", { any: true, nullable: true }, true)],
  ]),
  vars: new Map([["count", step("vars.count", NUMBER, true)]]),
  keys: new Map([["cart", step("keys.cart", TEXT, true)]]),
  choices: choicesUnder("trigger", new Map([["kind", ["hard", "soft"]]])),
};

function lower(text: string, use: Partial<LambdaUse> = {}, more: Partial<Environment> = {}) {
  const { lowered, diagnostics } = lowerText(text, { use, fields, environment: { ...environment, ...more } });
  return {
    printed: lowered === null ? null : printExpression(lowered.expression, "user"),
    tier: lowered?.tier ?? null,
    codes: diagnostics.map(({ code }) => code),
    diagnostics,
  };
}

describe("what a lambda may read", () => {
  it.each([
    ["(_, { trigger }) => trigger.total", "trigger.total"],
    ["(_, context) => context.trigger.total", "trigger.total"],
    ["(_, { steps }) => steps.hi.status", "steps.hi.status"],
    ["(_, { steps }) => steps['hi']['status']", "steps.hi.status"],
    ["(_, { steps }) => steps.drip.more.status", 'steps["drip/more"].status'],
    ["(_, { vars: { count } }) => count", "vars.count"],
    ["(_, { keys }) => keys.cart", "keys.cart"],
    ["user => user.address?.city", "user.address?.city"],
  ])("%s reads %s", (text, printed) => {
    const lowered = lower(text);
    expect(lowered.codes).toEqual([]);
    expect(lowered.printed).toBe(printed);
  });

  it.each([
    ["(_, { steps }) => steps.hii", "FLOW2020", 'Did you mean "hi"?'],
    ["(_, { steps }) => steps.drip.mor", "FLOW2020", 'Did you mean "drip/more"?'],
    ["(_, { vars }) => vars.cuont", "FLOW2021", 'Did you mean "count"?'],
    ["(_, { step }) => step", "FLOW2021", 'Did you mean "steps"?'],
    [
      "(_, { services }) => services.db",
      "FLOW2021",
      "Name one of these, or set a variable first: .set({ name: value }).",
    ],
    ["(_, { trigger }) => trigger.totl", "FLOW2003", 'Did you mean "total"?'],
    ["(_, { item }) => item", "FLOW2022", "Move this to where `item` exists, or read something else."],
    ["(_, { error }) => error.message", "FLOW2022", "Move this to where `error` exists, or read something else."],
    ["(user, context, more) => more.name", "FLOW3012", "Take it out: this is the guard."],
    ["user => user", "FLOW3012", "Read one of its fields."],
    ["(_, { steps }) => steps", "FLOW3012", 'Name one of "hi", "maybe", "drip/more" and "loose".'],
  ])("%s is refused as %s", (text, code, fix) => {
    const { printed, diagnostics } = lower(text);
    expect(printed).toBe(null);
    expect(diagnostics).toMatchObject([{ code, fix }]);
  });

  it("is told by its own cause where it reads a parameter too many", () => {
    const cause = (text: string, shape: "subject" | "plain" | "plainWhere") =>
      lower(text, { shape }).diagnostics.map(({ cause: why, fix }) => [why, fix]);
    expect(cause("(user, context, more) => more.name", "subject")).toEqual([
      [
        "For the guard a function gets the subject and { trigger, steps, vars, ... }, and nothing else.",
        "Take it out: this is the guard.",
      ],
    ]);
    expect(cause("(_, { trigger }) => trigger.total", "plain")).toEqual([
      [
        "The flow is about nobody, so no subject comes before the context: the guard gets { trigger, steps, vars, ... }.",
        "Take the context where it comes: ({ trigger }) => ...",
      ],
    ]);
    expect(cause("(event, _, { trigger }) => trigger.total", "plainWhere")).toMatchObject([
      [expect.any(String), "Take the context where it comes: (event, { trigger }) => ..."],
    ]);
  });

  it("is what its parameters are for", () => {
    expect(lower("({ trigger }) => trigger.total", { shape: "plain" }).printed).toBe("trigger.total");
    expect(
      lower("(order, user, { vars }) => order.total > user.logins + vars.count", { shape: "where" }).codes,
    ).toEqual([]);
    expect(lower("order => order.id", { shape: "event" }).printed).toBe("event.id");
    expect(lower("order => order.total", { shape: "event" }, { event: null }).printed).toBe("trigger.total");
    expect(lower("user => user.name", { shape: "row" }).printed).toBe("user.name");
    const item = { variable: "item.each", type: { object: { id: TEXT }, nullable: false }, outer: null };
    expect(lower("product => product.id", { shape: "item" }, { item }).printed).toBe("item.each.id");
  });

  it("is the element that a placeholder of an outer forEach stands for", () => {
    const outer = { variable: "item.shops", type: { object: { id: TEXT }, nullable: false }, outer: null } as const;
    const item = { variable: "item.products", type: { object: { sku: TEXT }, nullable: false }, outer } as const;
    const read = (path: readonly string[]) =>
      lowerText("user => user.plan === captured", {
        use: { purpose: "verdict" },
        fields,
        environment: { item },
        captures: [{ item: path }],
      });
    expect(read(["sku"]).lowered?.expression).toMatchObject({ right: { of: { name: "item.products" }, name: "sku" } });
    expect(read(["^", "id"]).lowered?.expression).toMatchObject({ right: { of: { name: "item.shops" }, name: "id" } });
    expect(read(["id"]).diagnostics).toMatchObject([
      { code: "FLOW2003", fix: "Add it to the schema of the event, of the input or of the step's output." },
    ]);
    expect(read(["^", "^", "id"]).diagnostics).toHaveLength(1);
  });
});

describe("a step that may have been skipped", () => {
  it.each([
    "(_, { steps }) => steps.maybe.status === 'sent'",
    "(_, { steps }) => steps.maybe != null || steps.maybe.status",
  ])("is warned of in %s", text => {
    expect(lower(text, { purpose: "verdict" }).codes).toEqual(["FLOW3014"]);
  });

  it.each([
    "(_, { steps }) => steps.maybe?.status === 'sent'",
    "(_, { steps }) => steps.maybe && steps.maybe.status === 'sent'",
    "(_, { steps }) => steps.maybe != null && steps.maybe.status === 'sent'",
    "(_, { steps }) => steps.maybe == null || steps.maybe.status === 'sent'",
    "(_, { steps }) => steps.maybe ? steps.maybe.status.includes('s') : true",
    "(_, { steps }) => steps.hi.status === 'sent'",
  ])("is not in %s", text => {
    expect(lower(text, { purpose: "verdict" }).codes).toEqual([]);
  });
});

describe("types", () => {
  it.each([
    ["user => user.age > 18", "FLOW3016"],
    ["user => user.name.includes('a')", "FLOW3016"],
    ["user => user.logins === 'x'", "FLOW3012"],
    ["user => user.logins + user.plan", "FLOW3012"],
    ["user => user.created_at - 1", "FLOW3012"],
    ["user => user.created_at === user.created_at", "FLOW3012"],
    ["user => user.tags === user.tags", "FLOW3012"],
    ["user => user.plan > user.logins", "FLOW3012"],
    [`user => \`\${user.created_at}\``, "FLOW3012"],
    [`user => \`\${user.age}\``, "FLOW3016"],
    ["user => [user.plan, user.logins]", "FLOW3012"],
    ["user => user.upgraded ? user.plan : user.logins", "FLOW3012"],
    ["user => user.tags.includes(user.logins)", "FLOW3012"],
    ["user => user.tags.map(tag => tag.length).includes('a')", "FLOW3012"],
    ["user => user.plan.some(letter => letter === 'a')", "FLOW3012"],
    ["user => user.logins.toFixed(2)", "FLOW3004"],
    ["user => user.plan.localeCompare('a')", "FLOW3004"],
    ["user => user.plan.split()", "FLOW3012"],
    ["user => user.plan.nope", "FLOW3004"],
    ["user => user.plan[0]", "FLOW3012"],
    ["user => Math.max(user.plan, 1)", "FLOW3012"],
    ["user => Math.abs(user.logins, 1)", "FLOW3012"],
    ["user => -user.plan", "FLOW3012"],
    ["user => before(user.plan, '1d')", "FLOW3012"],
    ["(_, { steps }) => now() > steps.loose.at", "FLOW3012"],
    ["user => user.tags.find(tag => tag === 'a').length", "FLOW3016"],
  ])("%s is refused as %s", (text, code) => {
    const { printed, codes } = lower(text);
    expect(printed).toBe(null);
    expect(codes).toEqual([code]);
  });

  it.each([
    ["user => user.plan === 'por'", 'Did you mean "pro"?'],
    ["(_, { trigger }) => trigger.kind === 'sfot'", 'Did you mean "soft"?'],
    [
      "(_, { trigger }) => 'none' !== trigger.kind",
      "Compare with a value that can occur, or add this one to the schema.",
    ],
  ])("%s always gives the same answer", (text, fix) => {
    expect(lower(text, { purpose: "verdict" }).diagnostics).toMatchObject([{ code: "FLOW3008", fix }]);
  });

  it("a condition that is written as false is said to be", () => {
    expect(lower("() => false", { purpose: "verdict" }).codes).toEqual(["FLOW3008"]);
    expect(lower("() => true", { purpose: "verdict" }).codes).toEqual([]);
  });

  it("says once what stands in a part that is lowered twice", () => {
    expect(lower("user => (user.age > 1) && user.plan").codes).toEqual(["FLOW3016"]);
  });

  it("refuses what comes to more than can be read", () => {
    const nested = Array.from({ length: 20 }).reduce<string>(
      inner => `((${inner} && user.plan) === user.plan)`,
      "user.plan",
    );
    expect(lower(`user => ${nested}`).codes).toContain("FLOW3017");
  });
});

describe("the tier", () => {
  it.each([
    ["user => user.plan === 'pro' && user.logins / 2 > 1", "portable"],
    ["user => user.tags.some(tag => tag === user.plan)", "portable"],
    ["user => user.plan.toLowerCase() === 'pro'", "javascript"],
    ["user => user.plan < 'pro'", "javascript"],
    ["user => user.logins % 2 === 0", "javascript"],
    ["(_, { steps }) => steps.loose.n > 1", "javascript"],
  ])("of %s is %s", (text, tier) => {
    expect(lower(text, { purpose: "verdict" })).toMatchObject({ tier, codes: [] });
  });

  it("of a `where` with an equality is indexable", () => {
    const use = { shape: "where", purpose: "verdict", tier: "portable" } as const;
    expect(lower("(order, user) => order.id === user.plan && order.total > 1", use).tier).toBe("indexable");
    expect(lower("order => order.total > 1", use).tier).toBe("portable");
  });

  it("is refused with its place where a query is needed", () => {
    const text = "user => user.plan === 'pro' && user.name != null && user.name.trim() === 'Ada'";
    const { printed, diagnostics } = lower(text, { tier: "portable", purpose: "verdict" });
    expect(printed).toBe(null);
    expect(diagnostics).toMatchObject([
      { code: "FLOW3010", message: "`user.name.trim()` cannot be asked in SQL, and the guard becomes a query." },
    ]);
    const loose = lower("(_, { steps }) => steps.loose.n === 1", { tier: "portable", purpose: "verdict" });
    expect(loose.diagnostics).toMatchObject([{ code: "FLOW3010", cause: expect.stringContaining("of what type") }]);
  });
});
