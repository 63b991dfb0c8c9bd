import { canonicalize, decodeFlow, printFlow } from "@flowline/ir";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FLOW } from "../arbitrary/flow.js";
import { SEED_FLOW } from "../seed-flow.js";
import { field, refusalOf, spoil, WHEN } from "./spoil.js";

describe("decoding a flow", () => {
  test("gives back what was printed, for every sound flow", () => {
    fc.assert(
      fc.property(FLOW, flow => {
        const decoded = decodeFlow(JSON.parse(printFlow(flow)));
        expect(decoded).toEqual(flow);
        expect(printFlow(decoded)).toBe(printFlow(flow));
        expect(canonicalize(decoded)).toBe(canonicalize(flow));
      }),
    );
  });

  test("gives a value of its own that nothing can change", () => {
    const json: typeof SEED_FLOW = JSON.parse(JSON.stringify(SEED_FLOW));
    const flow = decodeFlow(json) as typeof SEED_FLOW;
    expect(flow).toEqual(SEED_FLOW);
    expect(flow.nodes).not.toBe(json.nodes);
    for (const part of [
      flow,
      flow.nodes,
      flow.nodes.hi,
      flow.subject.fields,
      flow.trigger.predicate,
      flow.meta.nodes,
    ]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
  });

  test("lets a node be called __proto__ and changes no prototype", () => {
    const text = JSON.stringify(SEED_FLOW)
      .replaceAll('"wait":', '"__proto__":')
      .replaceAll('"next":"wait"', '"next":"__proto__"');
    const flow = decodeFlow(JSON.parse(text));
    expect(Object.hasOwn(flow.nodes, "__proto__")).toBe(true);
    expect(Object.getPrototypeOf(flow.nodes)).toBe(Object.prototype);
  });

  test("does not take an inherited property for a given one", () => {
    const json = spoil(["entry"]);
    Object.setPrototypeOf(json, { entry: "hi" });
    expect(refusalOf(json)).toBe("entry: expected a text that is not empty, found nothing");
  });

  test.each([
    ["no object", [], "expected an object, found a list"],
    ["null", null, "expected an object, found null"],
    ["a text", "flow", 'expected an object, found "flow"'],
  ])("refuses %s as a whole", (_, json, message) => {
    expect(refusalOf(json)).toBe(message);
  });

  test("refuses another version with a sentence that says what to do, before it judges anything else", () => {
    expect(refusalOf({ irVersion: 3 })).toBe(
      "irVersion: this was compiled as IR version 3, and this flowline reads version 0. Update flowline.",
    );
    expect(refusalOf({ irVersion: -1 })).toContain('Compile it again with "flow compile".');
    expect(refusalOf({ irVersion: "0" })).toBe('irVersion: expected the number 0, found "0"');
  });

  test("refuses JSON that is nested too deeply to be read safely", () => {
    let when: unknown = { op: "now" };
    for (let depth = 0; depth < 100_000; depth += 1) when = { op: "not", of: when };
    const json = { ...SEED_FLOW, trigger: { type: "audience", predicate: when } };
    expect(refusalOf(json)).toContain("at most 500 levels of nesting");
  });

  test.each<[string, readonly string[], readonly unknown[], string]>([
    ["a missing property", ["flow"], [], "flow: expected a text that is not empty, found nothing"],
    ["an empty name", ["flow"], [""], 'flow: expected a text that is not empty, found ""'],
    ["an unknown property", ["surprise"], [1], "surprise: this property is not known here"],
    [
      "an unknown property of a node",
      ["nodes", "hi", "retries"],
      [1],
      "nodes.hi.retries: this property is not known here",
    ],
    [
      "an inherited name as a property",
      ["nodes", "hi", "toString"],
      [1],
      "nodes.hi.toString: this property is not known here",
    ],
    ["a hash that is none", ["hash"], ["ABC"], 'hash: expected 64 lower-case hex digits, found "ABC"'],
    [
      "an unknown kind of node",
      ["nodes", "wait", "kind"],
      ["sleep"],
      'nodes.wait.kind: expected one of "step", "decide", "assign", "wait", "fork", "join", "map", "loop", "call", "scope", "exit", "end", found "sleep"',
    ],
    ["a kind that every object has", ["nodes", "wait", "kind"], ["toString"], "nodes.wait.kind: expected one of"],
    ["an unknown operator", [...WHEN, "op"], ["eval"], 'nodes["upgrade.guard"].cases[0].when.op: expected one of'],
    [
      "a missing operand",
      [...WHEN, "of"],
      [],
      'nodes["upgrade.guard"].cases[0].when.of: expected an object, found nothing',
    ],
    [
      "a wait of no length",
      ["nodes", "wait", "until", "ms"],
      [0],
      "nodes.wait.until.ms: expected a whole number, at least 1, found 0",
    ],
    ["a wait of half a millisecond", ["nodes", "wait", "until", "ms"], [0.5], "found 0.5"],
    [
      "a decision without a case",
      ["nodes", "upgrade.guard", "cases"],
      [[]],
      "cases: expected at least one case, found a list",
    ],
    ["a list that is none", ["nodes", "hi", "action", "reads"], ["email"], 'reads: expected a list, found "email"'],
    ["a dangling arrow", ["nodes", "hi", "next"], ["gone"], 'nodes.hi.next: there is no node "gone"'],
    ["an entry that is not there", ["entry"], ["gone"], 'entry: there is no node "gone"'],
    ["an unreachable node", ["nodes", "hi", "next"], ["end"], 'nodes.wait: no path leads from the entry "hi" to it'],
    ["a cycle", ["nodes", "upgrade", "next"], ["hi"], 'it leads back to "hi"'],
    ["a node without metadata", ["meta", "nodes", "hi"], [], 'meta.nodes: the node "hi" is missing'],
    [
      "metadata without a node",
      ["meta", "nodes", "extra"],
      [SEED_FLOW.meta.nodes.hi],
      "meta.nodes.extra: the flow has no such node",
    ],
    [
      "a line before the first",
      ["meta", "trigger", "span", "start", "line"],
      [0],
      "meta.trigger.span.start.line: expected a whole",
    ],
    [
      "a lock without a reason",
      ["meta", "trigger", "editability"],
      [{ kind: "locked" }],
      "editability.reason: expected a text",
    ],
    [
      "a read of no field",
      ["nodes", "hi", "action", "reads"],
      [["email", "gone"]],
      'reads[1]: there is no field "gone"',
    ],
    [
      "reads out of order",
      ["nodes", "hi", "action", "reads"],
      [["upgraded", "email"]],
      "reads[1]: expected names in order",
    ],
    [
      "a read twice",
      ["nodes", "hi", "action", "reads"],
      [["email", "email"]],
      "reads[1]: expected names in order, each once",
    ],
    ["an address that is not read", ["nodes", "hi", "action", "reads"], [[]], 'reads: the address needs "email"'],
    [
      "an address that is no text",
      ["nodes", "hi", "action", "to"],
      [field("upgraded", "boolean")],
      "expected a text, found a boolean",
    ],
    [
      "a verdict that is no boolean",
      WHEN,
      [field("email", "text")],
      "expected a condition that is true or false, found a text",
    ],
    ["a verdict that may be null", WHEN, [field("upgraded", "boolean", true)], "found a boolean or null"],
    [
      "an audience that is no condition",
      ["trigger", "predicate"],
      [{ op: "now" }],
      "trigger.predicate: expected a condition",
    ],
    [
      "an unknown field",
      ["trigger", "predicate", "of", "name"],
      ["upgradedd"],
      'trigger.predicate.of: there is no field "upgradedd"',
    ],
    [
      "a field that every object has",
      ["trigger", "predicate", "of", "name"],
      ["constructor"],
      'there is no field "constructor"',
    ],
    [
      "a field of another type",
      ["trigger", "predicate", "of"],
      [field("email", "number")],
      'trigger.predicate.of: the field "email" is a text, not a number',
    ],
    [
      "a table of three parts",
      ["subject", "source", "table"],
      ["a.b.c"],
      "subject.source.table: expected a table or schema.table",
    ],
    [
      "a table with an empty part",
      ["subject", "source", "table"],
      ["crm."],
      "subject.source.table: an identifier must not be empty",
    ],
    [
      "a key that PostgreSQL cannot name",
      ["subject", "source", "key"],
      ["a\0"],
      "subject.source.key: an identifier must not hold",
    ],
    [
      "a field that PostgreSQL would cut off",
      ["subject", "fields", "ä".repeat(32)],
      [{ kind: "stored", type: { scalar: "text", nullable: false }, oneOf: null }],
      "an identifier has at most 63 bytes, this one has 64",
    ],
    [
      "a field with the name of the key's column",
      ["subject", "fields", "subject_key"],
      [{ kind: "stored", type: { scalar: "text", nullable: false }, oneOf: null }],
      'subject.fields.subject_key: the name "subject_key" is taken',
    ],
    [
      "a derived field over a derived one",
      ["subject", "fields", "twice"],
      [
        {
          kind: "derived",
          type: { scalar: "boolean", nullable: false },
          expression: field("signed_up_today", "boolean"),
        },
      ],
      'subject.fields.twice.expression: there is no field "signed_up_today"',
    ],
    [
      "a derived field that is not what it declares",
      ["subject", "fields", "signed_up_today", "type"],
      [{ scalar: "text", nullable: false }],
      "subject.fields.signed_up_today.expression: its type is not the one that the field declares",
    ],
  ])("refuses %s and names the place", (_, path, value, message) => {
    expect(refusalOf(spoil(path, ...value))).toContain(message);
  });
});
