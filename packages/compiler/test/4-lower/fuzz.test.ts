import type { Expression, FieldIr, Row, ValueType } from "@flowline/ir";
import { childrenOf, interpret, isAny, typeOf } from "@flowline/ir";
import fc from "fast-check";
import { expect, it } from "vitest";
import { lowerText } from "../support/lower-text.js";

// Texts that nobody would write. Each is refused with findings or gives what JavaScript gives; none throws.

const TEXT: ValueType = { scalar: "text", nullable: false };
const NUMBER: ValueType = { scalar: "number", nullable: false };

function stored(type: ValueType, nullable = false): FieldIr {
  return { kind: "stored", type: { ...type, nullable }, oneOf: null };
}

const fields = {
  a: stored(TEXT),
  b: stored(TEXT, true),
  n: stored(NUMBER),
  m: stored(NUMBER, true),
  t: stored({ scalar: "boolean", nullable: false }),
  l: stored({ list: TEXT, nullable: false }),
  o: stored({ object: { x: NUMBER, y: { scalar: "text", nullable: true } }, nullable: true }, true),
};

const row = fc.record({
  a: fc.constantFrom("", "a", "Ab", "\u{1F600}", "\u00A0x"),
  b: fc.constantFrom(null, "", "a", "İ"),
  n: fc.constantFrom(0, -1, 2.5, 2 ** 53 + 2),
  m: fc.constantFrom(null, 0, 3),
  t: fc.boolean(),
  l: fc.array(fc.constantFrom("a", "b", ""), { maxLength: 3 }),
  o: fc.constantFrom(null, { x: 1, y: "a" }, { x: 0, y: null }),
});

// Two brackets stand around what may be undefined, which is null to the compiler.
const [OPEN, CLOSE] = ["\u27E8", "\u27E9"];
const missing = (text: string): string => `${OPEN}${text}${CLOSE}`;
const NAMES = ["u.a", "u.b", "u.n", "u.m", "u.t", "u.l", "u.o", "u.l.length"];
const MAY_BE_MISSING = ["u.o?.x", "u.o?.y", "u.l[0]", "u.b?.length"];
const LITERALS = ["null", "true", "0", "1", "2.5", "''", "'a'", "'Ab'", "['a', 'b']"];
const BINARY = ["===", "!==", "<", ">=", "+", "-", "*", "/", "%", "&&", "||", "??"];
const METHODS = ["includes", "startsWith", "endsWith", "slice", "split", "join"];
const CALLBACKS = ["some", "every", "filter", "map", "find"];

const { expression } = fc.letrec<{ expression: string }>(tie => {
  const inner = tie("expression");
  return {
    expression: fc.oneof(
      { maxDepth: 5, depthSize: "small" },
      fc.constantFrom(...NAMES, ...MAY_BE_MISSING.map(missing)),
      fc.constantFrom(...LITERALS),
      fc
        .tuple(inner, fc.constantFrom(...BINARY), inner)
        .map(([left, how, right]) => (how === "??" ? `((${left}) ?? (${right}))` : `(${left} ${how} ${right})`)),
      fc.tuple(inner, inner, inner).map(([test, yes, no]) => `(${test} ? ${yes} : ${no})`),
      inner.map(of => `!(${of})`),
      inner.map(of => `-(${of})`),
      inner.map(of => `(${of}).toLowerCase()`),
      fc.tuple(inner, inner).map(parts => `\`${parts.map(part => `\${${part}}`).join("-")}\``),
      fc.tuple(inner, fc.constantFrom(...METHODS), inner).map(([of, how, arg]) => missing(`(${of})?.${how}(${arg})`)),
      fc
        .tuple(fc.constantFrom("u.l", "u.l.slice(1)"), fc.constantFrom(...CALLBACKS), inner)
        .map(([of, how, body]) => missing(`${of}.${how}(e => e === 'a' || (${body}))`)),
      fc.tuple(inner, inner).map(([left, right]) => `Math.max(${left}, ${right})`),
      fc.tuple(inner, inner).map(([left, right]) => `({ left: ${left}, right: [${right}] })`),
    ),
  };
});

/** A value as JSON carries it. Missing and null are one. */
function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null, (_, member: unknown) => member ?? null));
}

function readsAny(at: Expression): boolean {
  return isAny(typeOf(at)) || childrenOf(at).some(([, child]) => readsAny(child));
}

/** What JavaScript gives; undefined where it throws, which types would have kept an author from. */
function ask(text: string, user: unknown): { readonly value: unknown } | undefined {
  try {
    return { value: new Function("u", `return ${text.replaceAll(OPEN, "((").replaceAll(CLOSE, ") ?? null)")};`)(user) };
  } catch {
    return undefined;
  }
}

it("what is lowered gives what JavaScript gives, and the rest is refused", { timeout: 60_000 }, () => {
  let lowerings = 0;
  fc.assert(
    fc.property(
      expression,
      fc.constantFrom("verdict", "value"),
      fc.array(row, { minLength: 5, maxLength: 5 }),
      (text, purpose, rows) => {
        const { lowered, diagnostics } = lowerText(`u => ${text.replaceAll(OPEN, "").replaceAll(CLOSE, "")}`, {
          use: { purpose },
          fields,
        });
        expect(lowered !== null || diagnostics.length > 0).toBe(true);
        if (lowered === null) return;
        // Of any JSON, a sum or an order with null is null or false, where JavaScript takes null for zero.
        if (readsAny(lowered.expression)) return;
        lowerings += 1;
        for (const user of rows) {
          const wanted = ask(text, user);
          if (wanted === undefined) continue;
          const values: Row = JSON.parse(JSON.stringify(user));
          const given = interpret(lowered.expression, { row: values, nowMs: 0 });
          expect(asJson(given)).toEqual(purpose === "verdict" ? Boolean(wanted.value) : asJson(wanted.value));
        }
      },
    ),
    { numRuns: 1500, seed: 3 },
  );
  expect(lowerings).toBeGreaterThan(200);
});
