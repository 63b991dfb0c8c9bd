import type { Expression, FunctionName, Json, ValueType } from "@flowline/ir";
import { nearestName, typeOf } from "@flowline/ir";
import type { MethodSource } from "../../2-read/source-expression.js";
import { notPortable, typeMismatch } from "../../diagnostics/expressions.js";
import { typeOfJson } from "../captured.js";
import type { Facts } from "../facts.js";
import type { Lowerer } from "../lowerer.js";
import { isList } from "../schema-type.js";
import { elementOf, isAny, isListType, isScalarType, joinTypes, scalarType, withNull } from "../types.js";
import type { Operand } from "./operands.js";
import { canBeTested, describe, needValue, whenPresent } from "./operands.js";

/** A call of a method of a value. */
export function lowerMethod(source: MethodSource, facts: Facts, lowerer: Lowerer): Expression | null {
  const captured = lowerer.capturedBy(source.of);
  if (captured?.type === "refused") return null;
  const args = source.args.flatMap(arg => {
    const expression = lowerer.value(arg, facts);
    return expression === null ? [] : [{ expression, source: arg }];
  });
  if (args.length < source.args.length) return null;
  if (source.how === "includes" && captured?.type === "json" && isList(captured.value)) {
    return lowerIn(source, { list: captured.value, args }, lowerer);
  }
  const of = lowerer.value(source.of, facts);
  if (of === null) return null;
  const make = methodOf({ source, of: typeOf(of), args }, lowerer);
  if (make === null) return null;
  if (source.optional && canBeTested(of)) return whenPresent(of, make);
  return needValue({ expression: of, source: source.of }, source.how, lowerer) ? make(of) : null;
}

interface Call {
  readonly source: MethodSource;
  /** The receiver's type. */
  readonly of: ValueType;
  readonly args: readonly Operand[];
}

type Make = (of: Expression) => Expression;

/** What the method makes of its receiver, once that is known to be there. */
function methodOf(call: Call, lowerer: Lowerer): Make | null {
  const { how } = call.source;
  if (how === "includes" && isListType(call.of)) return hasOf(call, lowerer);
  if (how === "includes" || how === "startsWith" || how === "endsWith") return searchOf(call, how, lowerer);
  return functionOf(call, lowerer);
}

function searchOf(call: Call, how: "includes" | "startsWith" | "endsWith", lowerer: Lowerer): Make | null {
  const [search] = oneArgument(call, lowerer);
  if (search === undefined) return null;
  const stranger = [call.of, typeOf(search.expression)].find(type => !isScalarType(type, "text") && !isAny(type));
  if (stranger !== undefined) {
    const what = describe(stranger === call.of ? { op: "literal", type: stranger, value: "" } : search.expression);
    const problem = `\`${how}\` searches a text in a text, and this is ${what}.`;
    return lowerer.refuse(typeMismatch, { problem, instead: "Use it on a text with a text." }, call.source);
  }
  if (!needValue(search, how, lowerer)) return null;
  return of => ({ op: "text", how, of, search: search.expression });
}

/** `list.includes(item)` where the list is known only when the flow runs. */
function hasOf(call: Call, lowerer: Lowerer): Make | null {
  const [item] = oneArgument(call, lowerer);
  if (item === undefined) return null;
  const type = joinTypes(elementOf(call.of), typeOf(item.expression));
  if (type === null || !(isScalarType(type, "text", "number", "boolean") || isAny(type))) {
    const problem = `The list \`${lowerer.text(call.source.of)}\` can never hold ${describe(item.expression)}.`;
    const instead = "Search a list of texts, numbers or booleans for one of the same type.";
    return lowerer.refuse(typeMismatch, { problem, instead }, call.source);
  }
  return list => ({ op: "has", list, item: item.expression });
}

/** `[...].includes(of)` with a constant list. */
function lowerIn(
  source: MethodSource,
  { list, args }: { readonly list: readonly Json[]; readonly args: readonly Operand[] },
  lowerer: Lowerer,
): Expression | null {
  const [of] = oneArgument({ source, of: typeOfJson(list), args }, lowerer);
  if (of === undefined) return null;
  const type = typeOf(of.expression);
  if (isScalarType(type, "instant")) {
    const problem = "`includes` does not find dates: JavaScript asks whether they are the same object.";
    return lowerer.refuse(typeMismatch, { problem, instead: "Compare the date with `<=` and `>=`." }, source);
  }
  const fitting = list.filter(value => value === null || fits(value, type));
  if (fitting.length === list.length) return { op: "in", of: of.expression, list: fitting };
  const wanted = describe(of.expression);
  const problem = `The list \`${lowerer.text(source.of)}\` holds something that is not ${wanted}, and so can never be found.`;
  return lowerer.refuse(
    typeMismatch,
    { problem, instead: `Keep only ${wanted.replace(/^an? /, "")} values in the list.` },
    source.of,
  );
}

function fits(value: Json, type: ValueType): boolean {
  if (typeof value === "object") return false;
  return isAny(type) || joinTypes(typeOfJson(value), type) !== null;
}

function oneArgument({ source, args }: Call, lowerer: Lowerer): readonly [Operand] | readonly [] {
  const [only] = args;
  if (only !== undefined && args.length === 1) return [only];
  const problem = `\`${source.how}\` takes one argument here, not ${args.length}.`;
  lowerer.refuse(typeMismatch, { problem, instead: `Write ${source.how}(x).` }, source);
  return [];
}

interface Signature {
  readonly name: FunctionName;
  readonly of: "text" | "list";
  /** The types of the arguments that it may have. */
  readonly takes: readonly ("text" | "number")[];
  readonly needs: number;
  readonly gives: (of: ValueType) => ValueType;
}

const TEXT = scalarType("text");

/** What both JavaScript and the interpreter have; none of these has an exact form in SQL. */
const SIGNATURES: readonly Signature[] = [
  { name: "toLowerCase", of: "text", takes: [], needs: 0, gives: () => TEXT },
  { name: "toUpperCase", of: "text", takes: [], needs: 0, gives: () => TEXT },
  { name: "trim", of: "text", takes: [], needs: 0, gives: () => TEXT },
  { name: "slice", of: "text", takes: ["number", "number"], needs: 0, gives: () => TEXT },
  { name: "split", of: "text", takes: ["text"], needs: 1, gives: () => ({ list: TEXT, nullable: false }) },
  { name: "slice", of: "list", takes: ["number", "number"], needs: 0, gives: of => withNull(of, false) },
  { name: "join", of: "list", takes: ["text"], needs: 0, gives: () => TEXT },
];

function functionOf(call: Call, lowerer: Lowerer): Make | null {
  const { source, of, args } = call;
  const signature = SIGNATURES.find(({ name, of: wanted }) => name === source.how && isReceiver(of, wanted));
  if (signature === undefined) return refuseMethod(call, lowerer);
  const isCalledRight =
    args.length >= signature.needs &&
    args.length <= signature.takes.length &&
    args.every((arg, index) => isArgument(typeOf(arg.expression), signature.takes[index]));
  if (!isCalledRight) {
    const takes = signature.takes.length === 0 ? "nothing" : signature.takes.map(type => `a ${type}`).join(" and ");
    const problem = `\`${source.how}\` takes ${takes}.`;
    return lowerer.refuse(typeMismatch, { problem, instead: "Give it what it takes." }, source);
  }
  if (!args.map(arg => needValue(arg, source.how, lowerer)).every(Boolean)) return null;
  const others = args.map(({ expression }) => expression);
  return receiver => ({ op: "function", name: signature.name, type: signature.gives(of), args: [receiver, ...others] });
}

function isReceiver(type: ValueType, wanted: "text" | "list"): boolean {
  if (isAny(type)) return true;
  return wanted === "list" ? isListType(type) : isScalarType(type, "text");
}

function isArgument(type: ValueType, wanted: "text" | "number" | undefined): boolean {
  return wanted !== undefined && (isAny(type) || isScalarType(type, wanted));
}

function refuseMethod({ source, of }: Call, lowerer: Lowerer): null {
  const known = SIGNATURES.filter(signature => isReceiver(of, signature.of)).map(({ name }) => name);
  const nearest = nearestName(source.how, known);
  const facts = { written: `The method \`${source.how}\`` };
  const instead = nearest === undefined ? {} : { instead: `Did you mean \`${nearest}\`?` };
  return lowerer.refuse(notPortable, { ...facts, ...instead }, { ...source, span: source.nameSpan });
}
