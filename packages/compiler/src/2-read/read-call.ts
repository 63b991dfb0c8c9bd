import { ts } from "ts-morph";
import { findDeclaration } from "../1-load/declarations.js";
import { unwrap } from "../1-load/unwrap.js";
import { notPortable, unknownCall } from "../diagnostics/expressions.js";
import { checkCapture, refuseImpureCall } from "./check-capture.js";
import { inlineHelper } from "./inline-helper.js";
import type { LambdaScope } from "./lambda-scope.js";
import type { Read, Reader } from "./read.js";
import { readAll } from "./read.js";
import { isEach, readEach } from "./read-each.js";
import type { SourceExpression } from "./source-expression.js";

/** Reads a call inside a lambda: an operator of ours, a method, a helper of the project, `Boolean(x)`, `Math.max(a, b)`. */
export function readCall(node: ts.CallExpression, scope: LambdaScope, read: Read): SourceExpression | null {
  const word = scope.wordOf(node.expression);
  if (word !== null) return readOperator(node, word, { scope, read });
  const origin = scope.lambdas.tracer.trace(node.expression, scope.module);
  if (origin.kind === "function") return inlineHelper(node, origin, { scope, read });
  const callee = unwrap(node.expression);
  if (ts.isPropertyAccessExpression(callee)) return readMethod(node, callee, { scope, read });
  if (isGlobal(callee, "Boolean") && node.arguments[0] !== undefined) {
    const of = read(node.arguments[0], scope);
    return of === null ? null : { kind: "truth", of, span: scope.spanOf(node) };
  }
  return refuseCall(node, { scope, read });
}

function refuseCall(node: ts.CallExpression, { scope, read }: Reader): null {
  // The arguments are read all the same, so that their own findings come in the same run.
  for (const argument of node.arguments) if (!isCallback(argument)) read(argument, scope);
  if (refuseImpureCall(node, scope) || !checkCapture(node.expression, scope)) return null;
  return scope.refuse(unknownCall, { written: `${scope.textOf(node.expression)}()` }, node);
}

function isCallback(argument: ts.Expression): boolean {
  const inner = unwrap(argument);
  return ts.isArrowFunction(inner) || ts.isFunctionExpression(inner);
}

function isGlobal(expression: ts.Expression, name: string): boolean {
  return ts.isIdentifier(expression) && expression.text === name && findDeclaration(expression) === undefined;
}

function readOperator(node: ts.CallExpression, word: string, reading: Reader): SourceExpression | null {
  const { scope } = reading;
  const span = scope.spanOf(node);
  switch (word) {
    case "now":
    case "startOfToday":
      return { kind: "clock", clock: word, span };
    case "ago":
    case "fromNow": {
      const now: SourceExpression = { kind: "clock", clock: "now", span };
      const duration = readArgument(node, 0, reading);
      return duration && { kind: "shift", direction: word === "ago" ? "back" : "ahead", of: now, duration, span };
    }
    case "before":
    case "after": {
      const of = readArgument(node, 0, reading);
      const duration = readArgument(node, 1, reading);
      return of && duration && { kind: "shift", direction: word === "before" ? "back" : "ahead", of, duration, span };
    }
    default:
      return scope.refuse(unknownCall, { written: `${word}()` }, node);
  }
}

function readArgument(node: ts.CallExpression, index: number, { scope, read }: Reader): SourceExpression | null {
  const argument = node.arguments[index];
  if (argument !== undefined) return read(argument, scope);
  const written = `\`${scope.textOf(node)}\` with too few arguments`;
  return scope.refuse(notPortable, { written, instead: 'Write ago("7d") or before(user.date, "1d").' }, node);
}

const MATH: ReadonlyMap<string, "min" | "max" | "abs" | "floor" | "ceil" | "round"> = new Map(
  (["min", "max", "abs", "floor", "ceil", "round"] as const).map(how => [how, how]),
);

function readMethod(
  node: ts.CallExpression,
  callee: ts.PropertyAccessExpression,
  reading: Reader,
): SourceExpression | null {
  const { scope, read } = reading;
  const receiver = unwrap(callee.expression);
  const how = callee.name.text;
  if (refuseImpureCall(node, scope)) return null;
  const math = isGlobal(receiver, "Math") ? MATH.get(how) : undefined;
  if (math !== undefined) {
    const args = readAll(node.arguments, reading);
    return args === null ? null : { kind: "math", how: math, args, span: scope.spanOf(node) };
  }
  // What a global does with its arguments is its own affair: `JSON.stringify(user)`, `Object.keys(user.tags)`.
  if (ts.isIdentifier(receiver) && findDeclaration(receiver) === undefined) return refuseCall(node, reading);
  if (isEach(how) && node.arguments.length > 0) return readEach(node, { callee, how }, reading);
  const of = read(callee.expression, scope);
  const args = readAll(node.arguments, reading);
  if (of === null || args === null) return null;
  const span = scope.spanOf(node);
  const [index] = args;
  if (how === "at" && index?.kind === "literal" && Number.isInteger(index.value) && args.length === 1) {
    return { kind: "element", of, index: Number(index.value), span };
  }
  const optional = ts.isOptionalChain(node);
  return { kind: "method", how, of, optional, args, nameSpan: scope.spanOf(callee.name), span };
}
