import { type Expression, type FieldIr, isSameForm, type ObjectValueType, type ValueType } from "@flowline/ir";
import fc from "fast-check";
import { literal, type Tied } from "./conditions.js";
import { constantOf, SHIFTS } from "./constants.js";
import { ITEM, LISTS, maybe, ORDER, sure } from "./types.js";

/** What values of one type may be made of. */
export interface ValueRule extends Tied {
  readonly type: ValueType;
  readonly fields: Readonly<Record<string, FieldIr>>;
  readonly variables: Readonly<Record<string, ValueType>>;
  readonly trusting: boolean;
}

/** Expressions of one type. */
export function values(rule: ValueRule): fc.Arbitrary<Expression> {
  const { type, condition, depth, of } = rule;
  const same = of(type);
  const branches: fc.Arbitrary<Expression>[] = [
    fc.record({ op: fc.constant("if" as const), type: fc.constant(type), test: condition, yes: same, no: same }),
    fc.record({
      op: fc.constant("coalesce" as const),
      type: fc.constant(type),
      left: of({ ...type, nullable: true }),
      right: same,
    }),
    ...("scalar" in type ? scalarBranches(rule) : []),
    ...("list" in type ? listBranches(rule, type.list) : []),
    ...(type.nullable || rule.trusting ? reads(rule) : []),
  ];
  return fc.oneof({ maxDepth: depth, depthIdentifier: "expression" }, fc.oneof(...leaves(rule)), ...branches);
}

/** What is there without an operand. What reads comes more often than what is constant. */
function leaves({ type, fields, variables, trusting }: ValueRule): readonly fc.Arbitrary<Expression>[] {
  const constant = constantsOf(type);
  const leaf = type.nullable
    ? fc.oneof({ arbitrary: constant, weight: 3 }, fc.constant(literal(null, type)))
    : constant;
  const found: fc.Arbitrary<Expression>[] = [leaf];
  const fits = (own: ValueType) => isSameForm(own, type) && (type.nullable || !own.nullable || trusting);
  const names = Object.entries(fields).filter(([, field]) => fits(field.type));
  if (names.length > 0) {
    const field = fc
      .constantFrom(...names)
      .map(([name, { type: own }]): Expression => ({ op: "field", type: as(own, type), name }));
    found.push(field, field, field, field);
  }
  const fitting = Object.entries(variables).filter(([, own]) => fits(own));
  if (fitting.length > 0) {
    const variable = fc
      .constantFrom(...fitting)
      .map(([name, own]): Expression => ({ op: "variable", type: as(own, type), name }));
    found.push(variable, variable);
  }
  if (type.nullable) {
    const local = fc.nat({ max: 3 }).map((pick): Expression => ({ op: "local", type, name: String(pick) }));
    found.push(local, local);
  }
  if ("scalar" in type && type.scalar === "instant") {
    found.push(fc.constantFrom({ op: "now" as const }, { op: "startOfToday" as const }));
  }
  return found;
}

/** Not null where that is asked for, whatever was declared. */
function as(own: ValueType, wanted: ValueType): ValueType {
  return wanted.nullable ? own : { ...own, nullable: false };
}

function scalarBranches({ type, condition, of }: ValueRule): readonly fc.Arbitrary<Expression>[] {
  if (!("scalar" in type)) return [];
  switch (type.scalar) {
    case "boolean":
      return [condition];
    case "instant":
      return [fc.record({ op: fc.constant("shift" as const), of: of(type), byMs: fc.constantFrom(...SHIFTS) })];
    case "text": {
      const parts = fc.array(fc.oneof(of(sure("text")), of(maybe("text"))), { maxLength: 3 });
      return [fc.record({ op: fc.constant("concat" as const), parts })];
    }
    case "number": {
      const arithmetic = fc.record({
        op: fc.constant("arithmetic" as const),
        how: fc.constantFrom("+" as const, "-" as const, "*" as const, "/" as const),
        left: of(sure("number")),
        right: of(sure("number")),
      });
      const measured = fc.oneof(of(sure("text")), ...LISTS.map(list => of({ ...list, nullable: false })));
      return [arithmetic, arithmetic, fc.record({ op: fc.constant("length" as const), of: measured })];
    }
  }
}

function listBranches({ type, condition, of }: ValueRule, element: ValueType): readonly fc.Arbitrary<Expression>[] {
  const present = { ...type, nullable: false };
  const list = fc.record({
    op: fc.constant("list" as const),
    type: fc.constant(present),
    items: fc.array(of(element), { maxLength: 3 }),
  });
  const map = fc.record({
    op: fc.constant("each" as const),
    how: fc.constant("map" as const),
    type: fc.constant(present),
    list: fc.oneof(...LISTS.map(one => of({ ...one, nullable: false }))),
    local: fc.constant("x"),
    body: of(element),
  });
  const filter = fc.record({
    op: fc.constant("each" as const),
    how: fc.constant("filter" as const),
    type: fc.constant(present),
    list: of(present),
    local: fc.constant("x"),
    body: condition,
  });
  return [list, map, filter];
}

/** What is read out of lists and objects. */
function reads({ type, condition, of }: ValueRule): readonly fc.Arbitrary<Expression>[] {
  const found: fc.Arbitrary<Expression>[] = [ITEM, ORDER].flatMap(holder =>
    membersOf(holder, type).map(name =>
      fc.record({
        op: fc.constant("member" as const),
        type: fc.constant(type),
        of: of(holder),
        name: fc.constant(name),
      }),
    ),
  );
  const list = LISTS.find(one => "list" in one && isSameForm(one.list, type));
  if (list === undefined) return found;
  found.push(
    fc.record({
      op: fc.constant("element" as const),
      type: fc.constant(type),
      of: of(list),
      index: fc.constantFrom(0, 1, -1, 2, -2, 7, -7, 2 ** 40),
    }),
    fc.record({
      op: fc.constant("each" as const),
      how: fc.constant("find" as const),
      type: fc.constant(type),
      list: of({ ...list, nullable: false }),
      local: fc.constant("x"),
      body: condition,
    }),
  );
  return found;
}

function membersOf(holder: ObjectValueType, type: ValueType): readonly string[] {
  return Object.entries(holder.object)
    .filter(([, member]) => isSameForm(member, type))
    .map(([name]) => name);
}

/** Constants of a type, and objects and lists that are written out. */
function constantsOf(type: ValueType): fc.Arbitrary<Expression> {
  return jsonOf(type).map(value => literal(value, type));
}

type Json = Extract<Expression, { op: "literal" }>["value"];

function jsonOf(type: ValueType): fc.Arbitrary<Json> {
  if ("scalar" in type) return constantOf(type.scalar);
  if ("list" in type) return fc.array(fc.option(jsonOf(type.list), { freq: 4 }), { maxLength: 3 });
  if ("any" in type) return fc.constant(null);
  const members = Object.entries(type.object).map(([name, member]) => [name, fc.option(jsonOf(member), { freq: 4 })]);
  return fc.record(Object.fromEntries(members)) as fc.Arbitrary<Json>;
}
