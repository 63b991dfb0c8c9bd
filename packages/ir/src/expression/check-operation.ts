import { MAX_SHIFT_MS } from "../instant.js";
import type { ScalarType, ValueType } from "../value-type.js";
import type {
  CompareExpression,
  EachExpression,
  ElementExpression,
  EqualExpression,
  Expression,
  HasExpression,
  InExpression,
  LengthExpression,
  ListExpression,
  MemberExpression,
} from "./ast.js";
import { checkFunction } from "./check-function.js";
import { constantProblems, textProblems } from "./check-value.js";
import { describeType } from "./describe-type.js";
import { isSameForm } from "./same-form.js";
import { elementTypeOf, isAny, scalarOf, withNull } from "./scalar-of.js";
import { typeOf } from "./type-of.js";

/** The types of the locals in scope. */
export type Locals = ReadonlyMap<string, ValueType>;

type Leaf = "literal" | "field" | "variable" | "local" | "each";

/** Why an operation cannot be done on operands of these types. Any JSON passes everywhere but where an instant is needed. */
export function checkOperation(at: Exclude<Expression, { readonly op: Leaf }>): readonly string[] {
  switch (at.op) {
    case "not":
      return conditionProblems("what `not` negates", at.of);
    case "and":
    case "or":
      return [...conditionProblems("the left side", at.left), ...conditionProblems("the right side", at.right)];
    case "if":
      return [
        ...conditionProblems("the condition", at.test),
        ...armProblems([at.yes, at.no], at.type, typeOf(at.yes).nullable || typeOf(at.no).nullable),
      ];
    case "coalesce":
      return armProblems([at.left, at.right], at.type, typeOf(at.left).nullable && typeOf(at.right).nullable);
    case "equal":
      return equalProblems(at);
    case "compare":
      return orderProblems(at);
    case "arithmetic":
      return [at.left, at.right].flatMap(side => needs(side, "number", "a number on both sides of an operator"));
    case "text":
      return [at.of, at.search].flatMap(side => needs(side, "text", `a text for \`${at.how}\``));
    case "in":
      return inProblems(at);
    case "shift":
      return shiftProblems(at.of, at.byMs);
    case "member":
      return memberProblems(at);
    case "element":
      return elementProblems(at);
    case "has":
      return hasProblems(at);
    case "length":
      return lengthProblems(at);
    case "concat":
      return at.parts.flatMap(partProblems);
    case "list":
      return listProblems(at);
    case "object":
      return Object.keys(at.members).flatMap(textProblems);
    case "function":
      return checkFunction(at);
    case "bucket":
      return textProblems(at.salt);
    case "js":
      return at.name === "" ? ["an author's function must have a name"] : [];
    case "truthy":
    case "now":
    case "startOfToday":
      return [];
  }
}

/** Why `each` cannot do what it says with its list and its body. */
export function checkList({ how, list, body, type }: EachExpression): readonly string[] {
  const listType = typeOf(list);
  const element = elementTypeOf(listType);
  if (element === null || (listType.nullable && !isAny(listType))) {
    return [`expected a list for \`${how}\`, found ${name(list)}`];
  }
  const problems = how === "map" ? [] : conditionProblems(`the body of \`${how}\``, body);
  const own: Readonly<Record<EachExpression["how"], ValueType>> = {
    some: { scalar: "boolean", nullable: false },
    every: { scalar: "boolean", nullable: false },
    map: { list: typeOf(body), nullable: false },
    filter: { list: element, nullable: false },
    find: withNull(element, true),
  };
  return isSameForm(type, own[how])
    ? problems
    : [...problems, `\`${how}\` gives ${describeType(own[how])}, and its type says ${describeType(type)}`];
}

function conditionProblems(role: string, expression: Expression): readonly string[] {
  const type = typeOf(expression);
  return scalarOf(type) === "boolean" && !type.nullable
    ? []
    : [`${role} must be a boolean that is never null, not ${name(expression)}`];
}

function armProblems(arms: readonly Expression[], type: ValueType, mayBeNull: boolean): readonly string[] {
  const strangers = isAny(type) ? [] : arms.filter(arm => !isSameForm(typeOf(arm), type));
  const wanted = scalarOf(type) ?? describeType(withNull(type, false));
  const problems = strangers.map(arm => `both sides must be of type ${wanted}, and one is ${name(arm)}`);
  return mayBeNull && !type.nullable
    ? [...problems, "its value may be null, and its type says that it never is"]
    : problems;
}

/** The constant null may be compared with anything: it asks whether there is a value at all. */
function equalProblems({ left, right }: EqualExpression): readonly string[] {
  if ([left, right].some(side => side.op === "literal" && side.value === null)) return [];
  const [a, b] = [typeOf(left), typeOf(right)];
  const fits = isAny(a) ? isComparableWithAny(b) : isAny(b) ? isComparableWithAny(a) : scalarOf(a) !== null;
  const alike = isAny(a) || isAny(b) || scalarOf(a) === scalarOf(b);
  return fits && alike ? [] : [`cannot compare ${name(left)} with ${name(right)}`];
}

/** JSON holds no instants, and no two lists or objects are the same one. */
function isComparableWithAny(type: ValueType): boolean {
  const scalar = scalarOf(type);
  return isAny(type) || (scalar !== null && scalar !== "instant");
}

function orderProblems({ left, right }: CompareExpression): readonly string[] {
  const [a, b] = [typeOf(left), typeOf(right)];
  const ordered = [left, right].filter(side => !isOrdered(typeOf(side)));
  if (ordered[0] !== undefined) return [`only numbers, texts and instants have an order, not ${name(ordered[0])}`];
  const strange =
    isAny(a) || isAny(b) ? [a, b].some(type => scalarOf(type) === "instant") : scalarOf(a) !== scalarOf(b);
  if (strange) return [`cannot compare ${name(left)} with ${name(right)}`];
  return [left, right].flatMap(present);
}

function isOrdered(type: ValueType): boolean {
  const scalar = scalarOf(type);
  return isAny(type) || (scalar !== null && scalar !== "boolean");
}

function present(side: Expression): readonly string[] {
  const type = typeOf(side);
  return type.nullable && !isAny(type) ? [`expected a value on both sides of an order, found ${name(side)}`] : [];
}

function inProblems({ of, list }: InExpression): readonly string[] {
  const type = typeOf(of);
  const problems = list.flatMap(value => constantProblems(value, withNull(type, true)));
  return scalarOf(type) === null && !isAny(type) ? [...problems, `a list never holds ${name(of)}`] : problems;
}

function shiftProblems(of: Expression, byMs: number): readonly string[] {
  const problems = scalarOf(typeOf(of)) === "instant" ? [] : [`only an instant can be moved, not ${name(of)}`];
  const bounded = Number.isSafeInteger(byMs) && Math.abs(byMs) <= MAX_SHIFT_MS;
  return bounded ? problems : [...problems, "an instant can be moved by whole milliseconds, at most a thousand years"];
}

function memberProblems(at: MemberExpression): readonly string[] {
  const of = typeOf(at.of);
  if (isAny(of)) return readProblems(`the member "${at.name}"`, at.type, of);
  if (!("object" in of)) return [`only an object has members, not ${name(at.of)}`];
  const declared = Object.hasOwn(of.object, at.name) ? of.object[at.name] : undefined;
  if (declared === undefined) return [`there is no member "${at.name}"`];
  return readProblems(`the member "${at.name}"`, at.type, declared);
}

function elementProblems(at: ElementExpression): readonly string[] {
  const element = elementTypeOf(typeOf(at.of));
  if (element === null) return [`only a list has elements, not ${name(at.of)}`];
  const problems = readProblems("the element", at.type, element);
  return Number.isSafeInteger(at.index) ? problems : [...problems, "an element's place must be a whole number"];
}

function readProblems(what: string, type: ValueType, declared: ValueType): readonly string[] {
  if (isSameForm(type, declared)) return [];
  return [`${what} is ${describeType(withNull(declared, false))}, not ${describeType(withNull(type, false))}`];
}

function hasProblems({ list, item }: HasExpression): readonly string[] {
  const listType = typeOf(list);
  const element = elementTypeOf(listType);
  if (element === null || (listType.nullable && !isAny(listType))) {
    return [`expected a list to look into, found ${name(list)}`];
  }
  const strange = [element, typeOf(item)].find(type => !isComparableWithAny(type));
  if (strange !== undefined)
    return [`a list is searched for a boolean, a number or a text, not ${describeType(strange)}`];
  const alike = isAny(element) || isAny(typeOf(item)) || scalarOf(element) === scalarOf(typeOf(item));
  return alike ? [] : [`${describeType(withNull(listType, false))} never holds ${name(item)}`];
}

function lengthProblems({ of }: LengthExpression): readonly string[] {
  const type = typeOf(of);
  const measurable = isAny(type) || (!type.nullable && ("list" in type || scalarOf(type) === "text"));
  return measurable ? [] : [`expected a list or a text that has a length, found ${name(of)}`];
}

function partProblems(part: Expression): readonly string[] {
  const type = typeOf(part);
  const writable = isAny(type) || (scalarOf(type) !== null && scalarOf(type) !== "instant");
  return writable ? [] : [`only texts, numbers and booleans can be written into a text, not ${name(part)}`];
}

function listProblems({ type, items }: ListExpression): readonly string[] {
  if (!("list" in type)) return [`a list has the type of a list, not ${describeType(type)}`];
  return armProblems(
    items,
    type.list,
    items.some(item => typeOf(item).nullable),
  );
}

function needs(side: Expression, scalar: ScalarType, purpose: string): readonly string[] {
  const type = typeOf(side);
  const fits = isAny(type) || (scalarOf(type) === scalar && !type.nullable);
  return fits ? [] : [`expected ${purpose}, found ${name(side)}`];
}

function name(expression: Expression): string {
  const what = describeType(typeOf(expression));
  return expression.op === "field" || expression.op === "variable" ? `"${expression.name}" (${what})` : what;
}
