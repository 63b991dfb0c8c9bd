import { ts } from "ts-morph";
import { unwrap } from "../1-load/unwrap.js";
import { notPortable, statementInLambda, undefinedCompared } from "../diagnostics/expressions.js";
import { checkCapture, isAssignment } from "./check-capture.js";
import type { LambdaScope } from "./lambda-scope.js";
import { readCall } from "./read-call.js";
import { readList, readObject, readTemplate } from "./read-composite.js";
import type { SourceExpression } from "./source-expression.js";

/** Reads one expression of a lambda. Null where it could not; the scope then holds the reason, and those of its parts. */
export function readExpression(written: ts.Expression, scope: LambdaScope): SourceExpression | null {
  const node = unwrap(written);
  const literal = readLiteral(node, scope);
  if (literal !== null) return literal;
  // A function is no value to be kept: it is read where it is called.
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return refuseUnknown(node, scope);
  if (scope.isFree(node)) return checkCapture(node, scope) ? scope.capture(node) : null;
  return scope.nested(node, () => readBound(node, scope));
}

function readBound(node: ts.Expression, scope: LambdaScope): SourceExpression | null {
  if (ts.isIdentifier(node)) return readName(node, scope);
  if (ts.isPropertyAccessExpression(node)) return readMember(node, node.name.text, scope);
  if (ts.isElementAccessExpression(node)) return readElement(node, scope);
  if (ts.isPrefixUnaryExpression(node)) return readUnary(node, scope);
  if (ts.isBinaryExpression(node)) return readBinary(node, scope);
  if (ts.isConditionalExpression(node)) return readConditional(node, scope);
  if (ts.isTemplateExpression(node)) return readTemplate(node, scope, readExpression);
  if (ts.isObjectLiteralExpression(node)) return readObject(node, scope, readExpression);
  if (ts.isArrayLiteralExpression(node)) return readList(node, scope, readExpression);
  if (ts.isCallExpression(node)) return readCall(node, scope, readExpression);
  return refuseUnknown(node, scope);
}

function readLiteral(node: ts.Expression, scope: LambdaScope): SourceExpression | null {
  const span = scope.spanOf(node);
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node))
    return { kind: "literal", value: node.text, span };
  if (ts.isNumericLiteral(node)) return { kind: "literal", value: Number(node.text), span };
  if (node.kind === ts.SyntaxKind.TrueKeyword) return { kind: "literal", value: true, span };
  if (node.kind === ts.SyntaxKind.FalseKeyword) return { kind: "literal", value: false, span };
  if (node.kind === ts.SyntaxKind.NullKeyword || isUndefined(node)) return { kind: "literal", value: null, span };
  if (!ts.isPrefixUnaryExpression(node) || node.operator !== ts.SyntaxKind.MinusToken) return null;
  return ts.isNumericLiteral(node.operand) ? { kind: "literal", value: -Number(node.operand.text), span } : null;
}

function isUndefined(node: ts.Expression): boolean {
  return (ts.isIdentifier(node) && node.text === "undefined") || ts.isVoidExpression(node);
}

function readName(node: ts.Identifier, scope: LambdaScope): SourceExpression | null {
  const local = scope.names.get(node.text);
  if (local?.kind === "tree") return local.tree;
  return scope.refuse(notPortable, { written: `\`${node.text}\``, instead: local?.why ?? "Take it out." }, node);
}

function readMember(
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  name: string,
  scope: LambdaScope,
): SourceExpression | null {
  const of = readExpression(node.expression, scope);
  if (of === null) return null;
  const nameNode = ts.isPropertyAccessExpression(node) ? node.name : node.argumentExpression;
  // Behind a `?.` the rest of the chain is left out as well.
  const optional = ts.isOptionalChain(node);
  return { kind: "member", of, name, optional, nameSpan: scope.spanOf(nameNode), span: scope.spanOf(node) };
}

function readElement(node: ts.ElementAccessExpression, scope: LambdaScope): SourceExpression | null {
  const key = unwrap(node.argumentExpression);
  if (ts.isStringLiteralLike(key)) return readMember(node, key.text, scope);
  const of = readExpression(node.expression, scope);
  if (ts.isNumericLiteral(key) && Number.isInteger(Number(key.text))) {
    return of === null ? null : { kind: "element", of, index: Number(key.text), span: scope.spanOf(node) };
  }
  const written = `\`${scope.textOf(node)}\``;
  return scope.refuse(
    notPortable,
    { written, instead: 'Write the name of the field, or a number: user["plan"].' },
    node,
  );
}

function readUnary(node: ts.PrefixUnaryExpression, scope: LambdaScope): SourceExpression | null {
  if (isAssignment(node)) return scope.refuse(statementInLambda, { what: "An assignment" }, node);
  const of = readExpression(node.operand, scope);
  const span = scope.spanOf(node);
  if (node.operator === ts.SyntaxKind.ExclamationToken) return of === null ? null : { kind: "not", of, span };
  if (node.operator === ts.SyntaxKind.MinusToken) {
    const left: SourceExpression = { kind: "literal", value: 0, span };
    return of === null ? null : { kind: "arithmetic", how: "-", left, right: of, span };
  }
  return scope.refuse(notPortable, { written: `The operator \`${ts.tokenToString(node.operator)}\`` }, node);
}

const LOGICAL = new Map<ts.SyntaxKind, "&&" | "||" | "??">([
  [ts.SyntaxKind.AmpersandAmpersandToken, "&&"],
  [ts.SyntaxKind.BarBarToken, "||"],
  [ts.SyntaxKind.QuestionQuestionToken, "??"],
]);
const ORDER = new Map<ts.SyntaxKind, "<" | "<=" | ">" | ">=">([
  [ts.SyntaxKind.LessThanToken, "<"],
  [ts.SyntaxKind.LessThanEqualsToken, "<="],
  [ts.SyntaxKind.GreaterThanToken, ">"],
  [ts.SyntaxKind.GreaterThanEqualsToken, ">="],
]);
const EQUALITY = new Map<ts.SyntaxKind, { readonly negated: boolean; readonly strict: boolean }>([
  [ts.SyntaxKind.EqualsEqualsEqualsToken, { negated: false, strict: true }],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, { negated: true, strict: true }],
  [ts.SyntaxKind.EqualsEqualsToken, { negated: false, strict: false }],
  [ts.SyntaxKind.ExclamationEqualsToken, { negated: true, strict: false }],
]);

const ARITHMETIC = new Map<ts.SyntaxKind, "+" | "-" | "*" | "/" | "%">([
  [ts.SyntaxKind.PlusToken, "+"],
  [ts.SyntaxKind.MinusToken, "-"],
  [ts.SyntaxKind.AsteriskToken, "*"],
  [ts.SyntaxKind.SlashToken, "/"],
  [ts.SyntaxKind.PercentToken, "%"],
]);

function readBinary(node: ts.BinaryExpression, scope: LambdaScope): SourceExpression | null {
  if (isAssignment(node)) return scope.refuse(statementInLambda, { what: "An assignment" }, node);
  const left = readExpression(node.left, scope);
  const right = readExpression(node.right, scope);
  const { kind } = node.operatorToken;
  const equality = EQUALITY.get(kind);
  if (equality !== undefined && !isPortableEquality(node, equality, scope)) return null;
  const span = scope.spanOf(node);
  const logical = LOGICAL.get(kind);
  const order = ORDER.get(kind);
  const arithmetic = ARITHMETIC.get(kind);
  if (![equality, logical, order, arithmetic].some(found => found !== undefined)) return refuseOperator(node, scope);
  if (left === null || right === null) return null;
  if (logical !== undefined) return { kind: "logical", how: logical, left, right, span };
  if (order !== undefined) return { kind: "order", how: order, left, right, span };
  if (arithmetic !== undefined) return { kind: "arithmetic", how: arithmetic, left, right, span };
  return { kind: "equality", negated: equality?.negated ?? false, left, right, span };
}

function refuseOperator(node: ts.BinaryExpression, scope: LambdaScope): null {
  const written = `The operator \`${node.operatorToken.getText()}\``;
  return scope.refuse(notPortable, { written }, node.operatorToken);
}

/** `== null` asks for both kinds of nothing, which is right; `=== undefined` tells them apart, which no column can. */
function isPortableEquality(
  node: ts.BinaryExpression,
  { negated, strict }: { readonly negated: boolean; readonly strict: boolean },
  scope: LambdaScope,
): boolean {
  const sides = [unwrap(node.left), unwrap(node.right)];
  const other = sides.find(side => !isUndefined(side)) ?? node.left;
  if (strict && sides.some(isUndefined)) {
    scope.refuse(undefinedCompared, { instead: `${scope.textOf(other)} ${negated ? "!=" : "=="} null` }, node);
    return false;
  }
  if (strict || sides.some(side => isUndefined(side) || side.kind === ts.SyntaxKind.NullKeyword)) return true;
  const [loose, exact] = negated ? ["!=", "!=="] : ["==", "==="];
  scope.refuse(
    notPortable,
    { written: `The operator \`${loose}\``, instead: `Write \`${exact}\`.` },
    node.operatorToken,
  );
  return false;
}

function readConditional(node: ts.ConditionalExpression, scope: LambdaScope): SourceExpression | null {
  const test = readExpression(node.condition, scope);
  const yes = readExpression(node.whenTrue, scope);
  const no = readExpression(node.whenFalse, scope);
  if (test === null || yes === null || no === null) return null;
  return { kind: "conditional", test, yes, no, span: scope.spanOf(node) };
}

function refuseUnknown(node: ts.Expression, scope: LambdaScope): null {
  if (ts.isAwaitExpression(node)) return scope.refuse(statementInLambda, { what: "`await`" }, node);
  if (ts.isPostfixUnaryExpression(node) || ts.isDeleteExpression(node)) {
    return scope.refuse(statementInLambda, { what: "An assignment" }, node);
  }
  return scope.refuse(notPortable, { written: `\`${scope.textOf(node)}\`` }, node);
}
