import { ts } from "ts-morph";
import type { FunctionNode } from "../1-load/function-node.js";
import type { LoadedModule } from "../1-load/loaded-project.js";
import { notPortable, statementInLambda } from "../diagnostics/expressions.js";
import { bindPattern } from "./bind-pattern.js";
import { findMentions } from "./find-mentions.js";
import { LambdaScope } from "./lambda-scope.js";
import type { Lambdas, ReadLambda } from "./lambdas.js";
import { readExpression } from "./read-expression.js";
import type { SourceExpression } from "./source-expression.js";

/** Reads a function as a predicate would be read. Whether it is one shows later, so its problems wait with it. */
export function readLambda(node: FunctionNode, module: LoadedModule, lambdas: Lambdas): ReadLambda {
  const scope = new LambdaScope(node, module, lambdas);
  const tree = readParameters(node, scope) ? readBody(node, scope) : null;
  const readable = tree !== null && scope.problems.length === 0;
  const source = Object.freeze({
    file: module.source.file,
    span: scope.spanOf(node),
    parameters: node.parameters.length,
    mentions: findMentions(node, module),
    tree: readable ? tree : null,
    problems: scope.problems,
    captures: readable ? scope.captures : [],
  });
  return { source, height: scope.height };
}

function readParameters(node: FunctionNode, scope: LambdaScope): boolean {
  const isAsync = ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false;
  if (isAsync) scope.refuse(statementInLambda, { what: "An async function" }, node);
  if (node.asteriskToken !== undefined) scope.refuse(statementInLambda, { what: "A generator" }, node);
  for (const [index, parameter] of node.parameters.entries()) bindParameter(parameter, index, scope);
  return !isAsync;
}

function bindParameter(parameter: ts.ParameterDeclaration, index: number, scope: LambdaScope): void {
  if (parameter.initializer !== undefined || parameter.dotDotDotToken !== undefined) {
    scope.refuse(notPortable, { written: "A parameter with `=` or `...`", instead: "Write user => ..." }, parameter);
    return;
  }
  bindPattern(parameter.name, { kind: "parameter", index, span: scope.spanOf(parameter) }, scope);
}

function readBody(node: FunctionNode, scope: LambdaScope): SourceExpression | null {
  const { body } = node;
  if (body === undefined) return null;
  return ts.isBlock(body) ? readStatements(body.statements, body, scope) : readExpression(body, scope);
}

/** `const` locals, `if` that returns, and a `return` at the end. */
function readStatements(
  statements: readonly ts.Statement[],
  block: ts.Node,
  scope: LambdaScope,
): SourceExpression | null {
  for (const [index, statement] of statements.entries()) {
    if (ts.isReturnStatement(statement) && statement.expression !== undefined) {
      return readExpression(statement.expression, scope);
    }
    if (ts.isIfStatement(statement)) return readIf(statement, { rest: statements.slice(index + 1), block }, scope);
    if (!readLocals(statement, scope)) return null;
  }
  return scope.refuse(statementInLambda, { what: "A function without `return`" }, block);
}

/** `if (a) return b; return c;` is `a ? b : c`. */
function readIf(
  statement: ts.IfStatement,
  { rest, block }: { readonly rest: readonly ts.Statement[]; readonly block: ts.Node },
  scope: LambdaScope,
): SourceExpression | null {
  return scope.nested(statement, () => {
    const test = readExpression(statement.expression, scope);
    const yes = readStatements(statementsOf(statement.thenStatement), statement.thenStatement, scope);
    const { elseStatement } = statement;
    const no = readStatements(
      [...(elseStatement === undefined ? [] : statementsOf(elseStatement)), ...rest],
      block,
      scope,
    );
    if (test === null || yes === null || no === null) return null;
    return { kind: "conditional", test, yes, no, span: scope.spanOf(statement) };
  });
}

function statementsOf(statement: ts.Statement): readonly ts.Statement[] {
  return ts.isBlock(statement) ? statement.statements : [statement];
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
    bindPattern(name, value, scope);
  }
  return true;
}

function nameOf(statement: ts.Statement): string {
  if (ts.isVariableStatement(statement)) return "`let` and `var`";
  const keyword = /^[a-z]+\b/.exec(statement.getText())?.[0];
  if (ts.isExpressionStatement(statement) || keyword === undefined) return "A statement";
  return `\`${keyword}\``;
}
