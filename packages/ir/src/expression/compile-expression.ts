import { FIRST_INSTANT_MS, formatInstant, LAST_INSTANT_MS } from "../instant.js";
import type { Value } from "../value-type.js";
import { asText, calculate, calculateAny, isFound, isInOrder, order } from "./any-value.js";
import type {
  ArithmeticExpression,
  CompareExpression,
  EachExpression,
  ElementExpression,
  EqualExpression,
  Expression,
  HasExpression,
  InExpression,
  LengthExpression,
  MemberExpression,
  ShiftExpression,
  TextExpression,
} from "./ast.js";
import { bucketOf } from "./bucket-of.js";
import { callFunction } from "./call-function.js";
import { instantMs } from "./instant-ms.js";
import { allOf, anyOf } from "./joined-tests.js";
import { differentTest, equalTest, falsyTest, orderTest, textTest, truthyTest } from "./literal-tests.js";
import { isInherited, memberReader } from "./own-member.js";
import type { Ask, AskMs, Frame, InterpretContext, Question, Test } from "./question.js";
import { asJsonNumber, isList, isObject, readerOf } from "./read-value.js";
import { elementTypeOf, isAny, scalarOf } from "./scalar-of.js";
import { typeOf } from "./type-of.js";

/**
 * Makes closures of an expression, once, so that asking it costs little. What they give is what JavaScript gives for values that keep
 * their types. Total, whatever a row or a variable holds: values that break their type read as null, a comparison or a search
 * with null is false, arithmetic with null is null. No code is made from text, and only own members are ever read.
 */
export function compileExpression(expression: Expression): Question {
  const slots: Slots = new Map();
  const ask = compile(expression, slots);
  return slots.size === 0 ? context => ask(context, NO_FRAME) : context => ask(context, new Array(slots.size));
}

/** By the name of the local. */
type Slots = Map<string, number>;

const NO_FRAME: Frame = [];
const NOBODY: InterpretContext = { row: {}, nowMs: 0 };
const DAY_MS = 86_400_000;

function compile(expression: Expression, slots: Slots): Ask {
  switch (expression.op) {
    case "literal": {
      const value = expression.value === 0 ? 0 : expression.value;
      return () => value;
    }
    case "field": {
      const { name } = expression;
      return isInherited(name)
        ? ({ row }) => (Object.hasOwn(row, name) ? (row[name] ?? null) : null)
        : ({ row }) => row[name] ?? null;
    }
    case "variable": {
      const [member, read] = [memberReader(expression.name), readerOf(expression.type)];
      return ({ variables }) => (variables === undefined ? null : read(member(variables)));
    }
    case "local": {
      const [slot, read] = [slots.get(expression.name) ?? -1, readerOf(expression.type)];
      return (_, frame) => read(frame[slot] ?? null);
    }
    case "member":
      return compileMember(expression, slots);
    case "element":
      return compileElement(expression, slots);
    case "if": {
      const test = compileTest(expression.test, slots);
      const [yes, no] = [compile(expression.yes, slots), compile(expression.no, slots)];
      return (context, frame) => (test(context, frame) ? yes(context, frame) : no(context, frame));
    }
    case "coalesce": {
      const [left, right] = [compile(expression.left, slots), compile(expression.right, slots)];
      if (expression.right.op === "literal") {
        const instead = right(NOBODY, NO_FRAME);
        return (context, frame) => left(context, frame) ?? instead;
      }
      return (context, frame) => left(context, frame) ?? right(context, frame);
    }
    case "now":
    case "startOfToday":
    case "shift": {
      const ms = compileMs(expression, slots);
      return (context, frame) => formatInstant(ms(context, frame));
    }
    case "arithmetic":
      return compileArithmetic(expression, slots);
    case "length":
      return compileLength(expression, slots);
    case "each":
      return compileEach(expression, slots);
    default:
      return compileRest(expression, slots);
  }
}

type Compiled =
  | "literal"
  | "field"
  | "variable"
  | "local"
  | "member"
  | "element"
  | "if"
  | "coalesce"
  | "now"
  | "startOfToday"
  | "shift"
  | "arithmetic"
  | "length"
  | "each";

function compileRest(expression: Exclude<Expression, { readonly op: Compiled }>, slots: Slots): Ask {
  switch (expression.op) {
    case "concat": {
      const parts = expression.parts.map(part => compile(part, slots));
      return (context, frame) => parts.map(part => asText(part(context, frame))).join("");
    }
    case "object": {
      const members = Object.entries(expression.members).map(
        ([name, member]) => [name, compileJson(member, slots)] as const,
      );
      // fromEntries defines own properties, so that a member `__proto__` stays one.
      return (context, frame) =>
        Object.freeze(Object.fromEntries(members.map(([name, member]) => [name, member(context, frame)])));
    }
    case "list": {
      const items = expression.items.map(item => compileJson(item, slots));
      return (context, frame) => Object.freeze(items.map(item => item(context, frame)));
    }
    case "bucket": {
      const { salt } = expression;
      return ({ subjectId }) => (subjectId === undefined || subjectId === null ? null : bucketOf(salt, subjectId));
    }
    case "function": {
      const { name } = expression;
      const args = expression.args.map(arg => compile(arg, slots));
      return (context, frame) =>
        callFunction(
          name,
          args.map(arg => arg(context, frame)),
        );
    }
    case "js": {
      const [{ name }, read] = [expression, readerOf(expression.type)];
      return ({ js }) => {
        if (js === undefined) throw new Error(`invariant: nobody is here to run the author's function ${name}`);
        return read(js(name));
      };
    }
    default:
      return compileTruth(expression, slots);
  }
}

/** A condition's verdict. Null, which only a value that breaks its type can bring here, is false. */
function compileTest(expression: Expression, slots: Slots): Test {
  switch (expression.op) {
    case "truthy":
    case "not":
    case "and":
    case "or":
    case "equal":
    case "compare":
    case "text":
    case "in":
    case "has":
      return compileTruth(expression, slots);
    default: {
      const ask = compile(expression, slots);
      return (context, frame) => ask(context, frame) === true;
    }
  }
}

type Truth = Extract<
  Expression,
  { readonly op: "truthy" | "not" | "and" | "or" | "equal" | "compare" | "text" | "in" | "has" }
>;

function compileTruth(expression: Truth, slots: Slots): Test {
  switch (expression.op) {
    case "truthy":
      return truthyTest(expression.of, compile(expression.of, slots));
    case "not":
      return compileNot(expression.of, slots);
    case "and":
      return allOf(partsOf("and", expression).map(part => compileTest(part, slots)));
    case "or":
      return anyOf(partsOf("or", expression).map(part => compileTest(part, slots)));
    case "equal":
      return compileEqual(expression, slots);
    case "compare":
      return compileCompare(expression, slots);
    case "text":
      return compileText(expression, slots);
    case "in":
      return compileIn(expression, slots);
    case "has":
      return compileHas(expression, slots);
  }
}

function compileNot(of: Expression, slots: Slots): Test {
  if (of.op === "truthy") return falsyTest(of.of, compile(of.of, slots));
  const test = compileTest(of, slots);
  return (context, frame) => !test(context, frame);
}

/** What stands between the signs of `a && b && c`. */
function partsOf(op: "and" | "or", expression: Expression): readonly Expression[] {
  const parts: Expression[] = [];
  const open = [expression];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (part.op === op) open.push(part.right, part.left);
    else parts.push(part);
  }
  return parts;
}

/** Milliseconds of an instant without writing it out in between; NaN for null, because it too satisfies no comparison. */
function compileMs(expression: Expression, slots: Slots): AskMs {
  switch (expression.op) {
    case "now":
      return ({ nowMs }) => inRange(Math.floor(nowMs));
    case "startOfToday":
      return ({ nowMs }) => inRange(Math.floor(nowMs / DAY_MS) * DAY_MS);
    case "shift":
      return compileShift(expression, slots);
    case "literal": {
      const ms = instantMs(expression.value);
      return () => ms;
    }
    default: {
      const ask = compile(expression, slots);
      return (context, frame) => instantMs(ask(context, frame));
    }
  }
}

function compileShift({ of, byMs }: ShiftExpression, slots: Slots): AskMs {
  const ms = compileMs(of, slots);
  return (context, frame) => inRange(ms(context, frame) + byMs);
}

function compileEqual({ left, right, negated }: EqualExpression, slots: Slots): Test {
  if (scalarOf(typeOf(left)) === "instant" && scalarOf(typeOf(right)) === "instant") {
    const [a, b] = [compileMs(left, slots), compileMs(right, slots)];
    return (context, frame) => isSameNumber(a(context, frame), b(context, frame)) !== negated;
  }
  const [a, b] = [compile(left, slots), compile(right, slots)];
  if (right.op === "literal") return (negated ? differentTest : equalTest)(left, a, b(NOBODY, NO_FRAME));
  return (context, frame) => (a(context, frame) === b(context, frame)) !== negated;
}

/** Of two instants: NaN is null, and null equals null. */
function isSameNumber(left: number, right: number): boolean {
  return left === right || (Number.isNaN(left) && Number.isNaN(right));
}

function compileCompare({ how, left, right }: CompareExpression, slots: Slots): Test {
  if (scalarOf(typeOf(left)) === "instant" && scalarOf(typeOf(right)) === "instant") {
    const [a, b] = [compileMs(left, slots), compileMs(right, slots)];
    return (context, frame) => order(how, a(context, frame), b(context, frame));
  }
  const [a, b] = [compile(left, slots), compile(right, slots)];
  if (right.op === "literal" && typeof right.value === "number") return orderTest(how, a, right.value);
  return (context, frame) => {
    const one = a(context, frame);
    const other = b(context, frame);
    if (typeof one === "number" && typeof other === "number") return order(how, one, other);
    return isInOrder(how, one, other);
  };
}

function compileArithmetic({ how, left, right }: ArithmeticExpression, slots: Slots): Ask {
  const [a, b] = [compile(left, slots), compile(right, slots)];
  return (context, frame) => {
    const one = a(context, frame);
    const other = b(context, frame);
    if (typeof one === "number" && typeof other === "number") return calculate(how, one, other);
    return calculateAny(how, one, other);
  };
}

function compileText({ how, of, search }: TextExpression, slots: Slots): Test {
  const [a, b] = [compile(of, slots), compile(search, slots)];
  if (search.op === "literal" && typeof search.value === "string") return textTest(how, a, search.value);
  return (context, frame) => isFound(how, a(context, frame), b(context, frame));
}

/** Equal instants are equal numbers; every other value stands for itself. */
function compileIn({ of, list }: InExpression, slots: Slots): Test {
  if (scalarOf(typeOf(of)) === "instant") {
    const times = new Set(list.map(instantMs));
    const ms = compileMs(of, slots);
    return (context, frame) => times.has(ms(context, frame));
  }
  const values = new Set(list);
  const ask = compile(of, slots);
  return (context, frame) => values.has(ask(context, frame));
}

function compileHas({ list, item }: HasExpression, slots: Slots): Test {
  const [askList, askItem] = [compile(list, slots), compile(item, slots)];
  const read = readerOf(elementTypeOf(typeOf(list)) ?? typeOf(item));
  return (context, frame) => {
    const values = askList(context, frame);
    const wanted = askItem(context, frame);
    if (isList(values)) return values.some(value => Object.is(zeroed(read(value)), zeroed(wanted)));
    return typeof values === "string" && wanted !== null && values.includes(asText(wanted));
  };
}

/** `includes` finds NaN, and tells no negative zero from zero. */
function zeroed(value: Value): Value {
  return value === 0 ? 0 : value;
}

const lengthOf = memberReader("length");

function compileLength({ of }: LengthExpression, slots: Slots): Ask {
  const ask = compile(of, slots);
  return (context, frame) => {
    const value = ask(context, frame);
    if (typeof value === "string" || isList(value)) return value.length;
    return isObject(value) ? lengthOf(value) : null;
  };
}

function compileMember({ of, name, type }: MemberExpression, slots: Slots): Ask {
  const [ask, read, member] = [compile(of, slots), readerOf(type), memberReader(name)];
  return (context, frame) => {
    const value = ask(context, frame);
    return isObject(value) ? read(member(value)) : null;
  };
}

/** A text of any JSON has elements too: its UTF-16 units. */
function compileElement({ of, index, type }: ElementExpression, slots: Slots): Ask {
  const [ask, read] = [compile(of, slots), readerOf(type)];
  return (context, frame) => {
    const value = ask(context, frame);
    return isList(value) || typeof value === "string" ? read(value.at(index) ?? null) : null;
  };
}

/** What becomes a member of an object or of a list has to be JSON, which has neither NaN nor infinities. */
function compileJson(expression: Expression, slots: Slots): Ask {
  const ask = compile(expression, slots);
  const type = typeOf(expression);
  if (scalarOf(type) !== "number" && !isAny(type)) return ask;
  return (context, frame) => {
    const value = ask(context, frame);
    return typeof value === "number" ? asJsonNumber(value) : value;
  };
}

function compileEach(expression: EachExpression, slots: Slots): Ask {
  const { how, local, body } = expression;
  const list = compile(expression.list, slots);
  const slot = slots.size;
  slots.set(local, slot);
  const ask = compileJson(body, slots);
  const read = readerOf(expression.type);
  return (context, frame) => {
    const items = list(context, frame);
    if (!isList(items)) return how === "some" || how === "every" ? false : null;
    const askOf = (item: Value): Value => {
      frame[slot] = item;
      return ask(context, frame);
    };
    switch (how) {
      case "some":
        return items.some(item => askOf(item) === true);
      case "every":
        return items.every(item => askOf(item) === true);
      case "map":
        return Object.freeze(items.map(askOf));
      case "filter":
        return Object.freeze(items.filter(item => askOf(item) === true));
      case "find":
        return read(items.find(item => askOf(item) === true) ?? null);
    }
  };
}

function inRange(ms: number): number {
  return ms >= FIRST_INSTANT_MS && ms <= LAST_INSTANT_MS ? ms : Number.NaN;
}
