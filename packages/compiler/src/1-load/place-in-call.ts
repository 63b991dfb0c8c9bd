import { ts } from "ts-morph";
import { wrapped } from "./unwrap.js";

/** Where in a call something stands: `["2", "timeout"]` is the member `timeout` of the third argument. */
export interface PlaceInCall {
  readonly call: ts.CallExpression;
  readonly path: readonly string[];
}

/** The place of an expression, or of a method of an object literal, among the arguments of the nearest call. */
export function placeOf(node: ts.Node): PlaceInCall | null {
  const path: string[] = [];
  let inner = node;
  for (;;) {
    const outer = wrapped(inner);
    const { parent } = outer;
    if (ts.isCallExpression(parent)) {
      const index = [...parent.arguments].map<ts.Node>(argument => argument).indexOf(outer);
      return index === -1 ? null : { call: parent, path: [String(index), ...path] };
    }
    const member = memberName(outer);
    const object = ts.isObjectLiteralExpression(parent) ? parent : parent.parent;
    if (member === null || object === undefined || !ts.isObjectLiteralExpression(object)) return null;
    path.unshift(member);
    inner = object;
  }
}

function memberName(node: ts.Node): string | null {
  const holder = ts.isMethodDeclaration(node) || ts.isShorthandPropertyAssignment(node) ? node : node.parent;
  const isMember =
    ts.isMethodDeclaration(holder) ||
    ts.isShorthandPropertyAssignment(holder) ||
    (ts.isPropertyAssignment(holder) && holder.initializer === node);
  if (!isMember) return null;
  const { name } = holder;
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name) ? name.text : null;
}
