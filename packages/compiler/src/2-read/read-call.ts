import { ts } from "ts-morph";
import { findDeclaration } from "../1-load/declarations.js";
import { unwrap } from "../1-load/word-tracer.js";
import { notPortable, unknownCall } from "../diagnostics/expressions.js";
import { checkCapture, refuseImpureCall } from "./check-capture.js";
import type { LambdaScope } from "./lambda-scope.js";
import type { SourceExpression } from "./source-expression.js";

type Reader = (node: ts.Expression, scope: LambdaScope) => SourceExpression | null;

/** Reads a call inside a lambda: an operator of ours, `Boolean(x)`, or a method with a portable form. */
export function readCall(node: ts.CallExpression, scope: LambdaScope, read: Reader): SourceExpression | null {
  const word = scope.wordOf(node.expression);
  if (word !== null) return readOperator(node, word, { scope, read });
  const callee = unwrap(node.expression);
  if (ts.isPropertyAccessExpression(callee)) return readMethod(node, callee, { scope, read });
  const isBoolean = ts.isIdentifier(callee) && callee.text === "Boolean" && findDeclaration(callee) === undefined;
  if (isBoolean && node.arguments[0] !== undefined) {
    const of = read(node.arguments[0], scope);
    return of === null ? null : { kind: "truth", of, span: scope.spanOf(node) };
  }
  return refuseCall(node, { scope, read });
}

interface Reading {
  readonly scope: LambdaScope;
  readonly read: Reader;
}

function refuseCall(node: ts.CallExpression, { scope, read }: Reading): null {
  // The arguments are read all the same, so that their own findings come in the same run.
  for (const argument of node.arguments) read(argument, scope);
  if (refuseImpureCall(node, scope) || !checkCapture(node.expression, scope)) return null;
  return scope.refuse(unknownCall, { written: `${scope.textOf(node.expression)}()` }, node);
}

function readOperator(node: ts.CallExpression, word: string, reading: Reading): SourceExpression | null {
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

function readArgument(node: ts.CallExpression, index: number, { scope, read }: Reading): SourceExpression | null {
  const argument = node.arguments[index];
  if (argument !== undefined) return read(argument, scope);
  const written = `\`${scope.textOf(node)}\` with too few arguments`;
  return scope.refuse(notPortable, { written, instead: 'Write ago("7d") or before(user.date, "1d").' }, node);
}

function readMethod(
  node: ts.CallExpression,
  callee: ts.PropertyAccessExpression,
  { scope, read }: Reading,
): SourceExpression | null {
  const how = callee.name.text;
  const [argument, ...others] = node.arguments;
  if (how !== "includes" && how !== "startsWith" && how !== "endsWith")
    return refuseMethod(node, callee, { scope, read });
  const of = read(callee.expression, scope);
  const search = argument === undefined ? null : read(argument, scope);
  if (argument === undefined || others.length > 0) {
    return scope.refuse(
      notPortable,
      {
        written: `\`${how}\` with ${node.arguments.length} arguments`,
        instead: `Write .${how}(text) with exactly one argument.`,
      },
      node,
    );
  }
  if (of === null || search === null) return null;
  const optional = callee.questionDotToken !== undefined;
  return { kind: "method", how, of, optional, argument: search, span: scope.spanOf(node) };
}

function refuseMethod(node: ts.CallExpression, callee: ts.PropertyAccessExpression, { scope, read }: Reading): null {
  const before = scope.problems.length;
  if (refuseImpureCall(node, scope)) return null;
  read(callee.expression, scope);
  for (const argument of node.arguments) read(argument, scope);
  // A method of something that was itself refused says nothing new.
  if (scope.problems.length > before) return null;
  return scope.refuse(notPortable, { written: `The method \`${callee.name.text}\`` }, callee.name);
}
