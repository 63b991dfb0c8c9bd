import { ts } from "ts-morph";
import { findDeclaration, isReference } from "../1-load/declarations.js";
import { findAll, walk } from "../1-load/walk.js";
import { environmentRead } from "../diagnostics/build.js";
import { diagnose } from "../diagnostics/definition.js";
import { captureReassigned, notDeterministic, statementInLambda, unknownCall } from "../diagnostics/expressions.js";
import type { LambdaScope } from "./lambda-scope.js";

/** Globals whose call does something, or gives another answer each time. */
const IMPURE: ReadonlySet<string> = new Set([
  "console",
  "fetch",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "queueMicrotask",
  "alert",
]);
const CHANCE: ReadonlyMap<string, string> = new Map([
  ["Date.now", "Write now(), which is flow time."],
  ["performance.now", "Write now(), which is flow time."],
  ["Math.random", "Take chance out: a predicate must give one answer for one subject."],
  ["crypto.randomUUID", "Take chance out: a predicate must give one answer for one subject."],
  ["crypto.getRandomValues", "Take chance out: a predicate must give one answer for one subject."],
]);

/** Refuses, anywhere inside a parameter-free expression, what must not be decided at compile time. */
export function checkCapture(node: ts.Node, scope: LambdaScope): boolean {
  const before = scope.problems.length;
  walk(node, { enter: child => !ts.isFunctionLike(child) && !refuseNode(child, scope) });
  return scope.problems.length === before;
}

function refuseNode(node: ts.Node, scope: LambdaScope): boolean {
  if (ts.isAwaitExpression(node)) return refused(scope.refuse(statementInLambda, { what: "`await`" }, node));
  if (ts.isYieldExpression(node)) return refused(scope.refuse(statementInLambda, { what: "`yield`" }, node));
  if (isAssignment(node)) return refused(scope.refuse(statementInLambda, { what: "An assignment" }, node));
  if (node.kind === ts.SyntaxKind.ThisKeyword)
    return refused(scope.refuse(statementInLambda, { what: "`this`" }, node));
  if (isProcessEnv(node)) {
    const read = environmentVariable(node);
    return refused(scope.refuse(environmentRead, { written: read.getText() }, read));
  }
  if (ts.isNewExpression(node)) return refuseNew(node, scope);
  if (ts.isCallExpression(node)) return refuseImpureCall(node, scope);
  if (ts.isIdentifier(node) && isReference(node)) return refuseReassigned(node, scope);
  return false;
}

function refused(_: null): true {
  return true;
}

function refuseNew(node: ts.NewExpression, scope: LambdaScope): boolean {
  const isNow =
    ts.isIdentifier(node.expression) && node.expression.text === "Date" && (node.arguments?.length ?? 0) === 0;
  if (!isNow) return false;
  return refused(
    scope.refuse(notDeterministic, { written: "new Date()", instead: "Write now(), which is flow time." }, node),
  );
}

/** Refuses a call that has effects, or that gives another answer each time, whatever it is called with. */
export function refuseImpureCall(node: ts.CallExpression, scope: LambdaScope): boolean {
  const callee = node.expression.getText();
  const instead = CHANCE.get(callee.replace(/^globalThis\./, ""));
  if (instead !== undefined) return refused(scope.refuse(notDeterministic, { written: `${callee}()`, instead }, node));
  if (callee === "Date") {
    return refused(
      scope.refuse(notDeterministic, { written: "Date()", instead: "Write now(), which is flow time." }, node),
    );
  }
  const root = rootOf(node.expression);
  if (root === null || !IMPURE.has(root.text) || findDeclaration(root) !== undefined) return false;
  return refused(scope.refuse(unknownCall, { written: `${callee}()` }, node));
}

/** The name at the left end of `a.b.c`. */
function rootOf(expression: ts.Expression): ts.Identifier | null {
  if (ts.isIdentifier(expression)) return expression;
  return ts.isPropertyAccessExpression(expression) ? rootOf(expression.expression) : null;
}

/** `process.env`, and `import.meta.env` of bundlers. */
export function isProcessEnv(node: ts.Node): node is ts.PropertyAccessExpression {
  if (!ts.isPropertyAccessExpression(node) || node.name.text !== "env") return false;
  const of = node.expression;
  return (ts.isIdentifier(of) && of.text === "process" && findDeclaration(of) === undefined) || ts.isMetaProperty(of);
}

/** `process.env.NAME` where the name is there, else `process.env`. */
export function environmentVariable(node: ts.PropertyAccessExpression): ts.PropertyAccessExpression {
  return ts.isPropertyAccessExpression(node.parent) && node.parent.expression === node ? node.parent : node;
}

function refuseReassigned(name: ts.Identifier, scope: LambdaScope): boolean {
  const declaration = findDeclaration(name);
  if (declaration === undefined) return false;
  const list = ts.findAncestor(declaration, ts.isVariableDeclarationList);
  const isConstant = list !== undefined && (list.flags & ts.NodeFlags.Const) !== 0;
  if (
    isConstant ||
    !(ts.isVariableDeclaration(declaration) || ts.isParameter(declaration) || ts.isBindingElement(declaration))
  )
    return false;
  const assignment = findAssignment(scope.module.ast, name.text, declaration);
  if (assignment === undefined) return false;
  scope.problems.push(
    diagnose(
      captureReassigned,
      { name: name.text },
      {
        span: scope.spanOf(name),
        related: [{ message: "It is assigned again here.", span: scope.spanOf(assignment) }],
      },
    ),
  );
  return true;
}

function findAssignment(module: ts.Node, name: string, declaration: ts.Node): ts.Node | undefined {
  return findAll(module, isAssignmentNode).find(node => {
    const target = assignedName(node);
    return target !== undefined && target.text === name && findDeclaration(target) === declaration;
  });
}

function isAssignmentNode(node: ts.Node): node is ts.Expression {
  return isAssignment(node);
}

function assignedName(node: ts.Node): ts.Identifier | undefined {
  if (ts.isBinaryExpression(node) && isAssignment(node) && ts.isIdentifier(node.left)) return node.left;
  if ((ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) && isAssignment(node)) {
    return ts.isIdentifier(node.operand) ? node.operand : undefined;
  }
  return undefined;
}

/** `a = b`, `a += b`, `a++`, `delete a.b`. */
export function isAssignment(node: ts.Node): boolean {
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
  }
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    return node.operator === ts.SyntaxKind.PlusPlusToken || node.operator === ts.SyntaxKind.MinusMinusToken;
  }
  return ts.isDeleteExpression(node);
}
