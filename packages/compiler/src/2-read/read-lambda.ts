import { ts } from "ts-morph";
import type { LoadedModule } from "../1-load/loaded-project.js";
import type { WordTracer } from "../1-load/word-tracer.js";
import { notPortable, statementInLambda } from "../diagnostics/expressions.js";
import { LambdaScope } from "./lambda-scope.js";
import { readExpression } from "./read-expression.js";
import type { LambdaSource } from "./reading.js";
import type { SourceExpression } from "./source-expression.js";

/** A function whose text can be read and whose identity can be registered. */
export type LambdaNode = ts.ArrowFunction | ts.FunctionExpression | ts.FunctionDeclaration;

const SECOND_PARAMETER = "A guard of a chain that begins with send() knows nothing but its subject. Take it out.";

/** Reads a function as a predicate would be read. Whether it is one shows later, so its problems wait with it. */
export function readLambda(node: LambdaNode, module: LoadedModule, tracer: WordTracer): LambdaSource {
  const scope = new LambdaScope(module, tracer);
  const tree = readParameters(node, scope) ? readBody(node, scope) : null;
  const readable = tree !== null && scope.problems.length === 0;
  return Object.freeze({
    file: module.source.file,
    span: scope.spanOf(node),
    tree: readable ? tree : null,
    problems: scope.problems,
    captures: readable ? scope.captures : [],
  });
}

function readParameters(node: LambdaNode, scope: LambdaScope): boolean {
  const isAsync = ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false;
  if (isAsync) scope.refuse(statementInLambda, { what: "An async function" }, node);
  if (node.asteriskToken !== undefined) scope.refuse(statementInLambda, { what: "A generator" }, node);
  const [subject, ...others] = node.parameters;
  if (subject !== undefined) bindSubject(subject, scope);
  for (const parameter of others) refuseNames(parameter.name, SECOND_PARAMETER, scope);
  return !isAsync;
}

function bindSubject(parameter: ts.ParameterDeclaration, scope: LambdaScope): void {
  if (parameter.initializer !== undefined || parameter.dotDotDotToken !== undefined) {
    scope.refuse(notPortable, { written: "A parameter with `=` or `...`", instead: "Write user => ..." }, parameter);
    return;
  }
  bind(parameter.name, { kind: "subject", span: scope.spanOf(parameter) }, scope);
}

/** Gives the names of a pattern their meaning: `user`, `{ plan, name: given }`. */
function bind(name: ts.BindingName, of: SourceExpression, scope: LambdaScope): void {
  if (ts.isIdentifier(name)) {
    scope.names.set(name.text, { kind: "tree", tree: of });
    return;
  }
  for (const element of name.elements) {
    if (!ts.isBindingElement(element)) continue;
    const key = element.propertyName ?? element.name;
    const plain = ts.isIdentifier(key) && element.initializer === undefined && element.dotDotDotToken === undefined;
    if (!plain || ts.isArrayBindingPattern(name)) {
      scope.refuse(
        notPortable,
        { written: `\`${scope.textOf(element)}\` in a pattern`, instead: "Write the fields out: user.plan." },
        element,
      );
      refuseNames(element.name, "Write the field out: user.plan.", scope);
      continue;
    }
    const span = scope.spanOf(key);
    bind(element.name, { kind: "member", of, name: key.text, nameSpan: span, span }, scope);
  }
}

function refuseNames(name: ts.BindingName, why: string, scope: LambdaScope): void {
  if (ts.isIdentifier(name)) scope.names.set(name.text, { kind: "refused", why });
  else for (const element of name.elements) if (ts.isBindingElement(element)) refuseNames(element.name, why, scope);
}

function readBody(node: LambdaNode, scope: LambdaScope): SourceExpression | null {
  const { body } = node;
  if (body === undefined) return null;
  if (!ts.isBlock(body)) return readExpression(body, scope);
  for (const [index, statement] of body.statements.entries()) {
    const isLast = index === body.statements.length - 1;
    if (isLast && ts.isReturnStatement(statement) && statement.expression !== undefined) {
      return readExpression(statement.expression, scope);
    }
    if (!readLocals(statement, scope)) return null;
  }
  return scope.refuse(statementInLambda, { what: "A function without `return`" }, body);
}

/** `const` locals are put in the place of their names. */
function readLocals(statement: ts.Statement, scope: LambdaScope): boolean {
  const list = ts.isVariableStatement(statement) ? statement.declarationList : null;
  if (list === null || (list.flags & ts.NodeFlags.Const) === 0) {
    scope.refuse(statementInLambda, { what: nameOf(statement) }, statement);
    return false;
  }
  for (const { name, initializer } of list.declarations) {
    const value = initializer === undefined ? null : readExpression(initializer, scope);
    if (value === null) return false;
    bind(name, value, scope);
  }
  return true;
}

function nameOf(statement: ts.Statement): string {
  if (ts.isVariableStatement(statement)) return "`let` and `var`";
  const keyword = /^[a-z]+\b/.exec(statement.getText())?.[0];
  if (ts.isExpressionStatement(statement) || keyword === undefined) return "A statement";
  return `\`${keyword}\``;
}
