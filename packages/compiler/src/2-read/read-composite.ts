import { ts } from "ts-morph";
import { notPortable } from "../diagnostics/expressions.js";
import type { LambdaScope } from "./lambda-scope.js";
import type { Read } from "./read.js";
import type { ObjectMemberSource, SourceExpression } from "./source-expression.js";

/** `order ${steps.order.id}`: texts and expressions in turn, empty texts left out. */
export function readTemplate(node: ts.TemplateExpression, scope: LambdaScope, read: Read): SourceExpression | null {
  const texts = [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(piece => {
    return { kind: "literal", value: piece.text, span: scope.spanOf(piece) } as const;
  });
  const values = node.templateSpans.map(({ expression }) => read(expression, scope));
  const parts = texts.flatMap((text, index) => {
    const value = values[index];
    return [...(text.value === "" ? [] : [text]), ...(value === undefined ? [] : [value])];
  });
  const known = parts.flatMap(part => part ?? []);
  return known.length < parts.length ? null : { kind: "template", parts: known, span: scope.spanOf(node) };
}

/** `[a, b]`. */
export function readList(node: ts.ArrayLiteralExpression, scope: LambdaScope, read: Read): SourceExpression | null {
  const items = node.elements.map(element => {
    if (!ts.isSpreadElement(element) && !ts.isOmittedExpression(element)) return read(element, scope);
    const written = ts.isSpreadElement(element) ? "`...` in a list" : "A hole in a list";
    return scope.refuse(notPortable, { written, instead: "Write the elements out." }, element);
  });
  const known = items.flatMap(item => item ?? []);
  return known.length < items.length ? null : { kind: "list", items: known, span: scope.spanOf(node) };
}

/** `{ name: value, other }`. */
export function readObject(node: ts.ObjectLiteralExpression, scope: LambdaScope, read: Read): SourceExpression | null {
  const members = node.properties.map(property => readObjectMember(property, scope, read));
  const known = members.flatMap(member => member ?? []);
  return known.length < members.length ? null : { kind: "object", members: known, span: scope.spanOf(node) };
}

function readObjectMember(
  property: ts.ObjectLiteralElementLike,
  scope: LambdaScope,
  read: Read,
): ObjectMemberSource | null {
  const { name } = property;
  const isNamed =
    name !== undefined && (ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name));
  const value = memberValue(property);
  if (!isNamed || value === null) {
    const written = `\`${scope.textOf(property)}\` in an object`;
    return scope.refuse(notPortable, { written, instead: "Write the members out: { id: user.id }." }, property);
  }
  const tree = read(value, scope);
  return tree === null ? null : { name: name.text, value: tree, span: scope.spanOf(property) };
}

function memberValue(property: ts.ObjectLiteralElementLike): ts.Expression | null {
  if (ts.isPropertyAssignment(property)) return property.initializer;
  return ts.isShorthandPropertyAssignment(property) ? property.name : null;
}
