import { ts } from "ts-morph";
import { unwrap } from "../1-load/unwrap.js";
import { notPortable, statementInLambda } from "../diagnostics/expressions.js";
import { bindPattern } from "./bind-pattern.js";
import { inlineReference } from "./inline-helper.js";
import type { LambdaScope, LocalName } from "./lambda-scope.js";
import type { Reader } from "./read.js";
import type { EachSource, SourceExpression } from "./source-expression.js";

const EACH: ReadonlySet<string> = new Set(["some", "every", "map", "filter", "find"]);

/** Whether a method asks its callback about each element. */
export function isEach(how: string): how is EachSource["how"] {
  return EACH.has(how);
}

/** Reads `of.some(element => ...)` and its kin. */
export function readEach(
  node: ts.CallExpression,
  { callee, how }: { readonly callee: ts.PropertyAccessExpression; readonly how: EachSource["how"] },
  reading: Reader,
): SourceExpression | null {
  const { scope, read } = reading;
  const of = read(callee.expression, scope);
  const [callback, ...others] = node.arguments;
  if (callback === undefined || others.length > 0) {
    const written = `\`${how}\` with ${node.arguments.length} arguments`;
    return scope.refuse(notPortable, { written, instead: `Write .${how}(item => ...).` }, node);
  }
  const local = scope.nextLocal(nameOf(callback));
  const element: SourceExpression = { kind: "local", name: local, span: scope.spanOf(callback) };
  const inner = unwrap(callback);
  const isInPlace = ts.isArrowFunction(inner) || ts.isFunctionExpression(inner);
  const body = isInPlace ? readCallback(inner, element, reading) : inlineReference(callback, element, reading);
  if (of === null || body === null) return null;
  return { kind: "each", how, of, optional: ts.isOptionalChain(node), local, body, span: scope.spanOf(node) };
}

function nameOf(callback: ts.Expression): string {
  const inner = unwrap(callback);
  const [parameter] = ts.isArrowFunction(inner) || ts.isFunctionExpression(inner) ? inner.parameters : [];
  return parameter !== undefined && ts.isIdentifier(parameter.name) ? parameter.name.text : "item";
}

function readCallback(
  fn: ts.ArrowFunction | ts.FunctionExpression,
  element: SourceExpression,
  { scope, read }: Reader,
): SourceExpression | null {
  const [parameter, ...others] = fn.parameters;
  const [odd] = others;
  if (odd !== undefined) {
    return scope.refuse(notPortable, { written: "A callback's second parameter", instead: "Take it out." }, odd);
  }
  if (parameter?.initializer !== undefined || parameter?.dotDotDotToken !== undefined) {
    const written = "A parameter with `=` or `...`";
    return scope.refuse(notPortable, { written, instead: "Write item => ..." }, parameter);
  }
  const result = resultOf(fn, scope);
  if (result === null) return null;
  // Its names hide those around it, and only here.
  const around: ReadonlyMap<string, LocalName> = new Map(scope.names);
  if (parameter !== undefined) bindPattern(parameter.name, element, scope);
  const body = read(result, scope);
  scope.names.clear();
  for (const [name, meaning] of around) scope.names.set(name, meaning);
  return body;
}

/** What a callback gives: its expression, or that of its only `return`. */
function resultOf(fn: ts.ArrowFunction | ts.FunctionExpression, scope: LambdaScope): ts.Expression | null {
  if (ts.getModifiers(fn)?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword)) {
    return scope.refuse(statementInLambda, { what: "An async function" }, fn);
  }
  if (!ts.isBlock(fn.body)) return fn.body;
  const [statement, ...others] = fn.body.statements;
  if (statement !== undefined && others.length === 0 && ts.isReturnStatement(statement) && statement.expression) {
    return statement.expression;
  }
  return scope.refuse(statementInLambda, { what: "A callback with more than one `return`" }, fn);
}
