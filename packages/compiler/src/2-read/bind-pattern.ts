import { ts } from "ts-morph";
import { notPortable } from "../diagnostics/expressions.js";
import type { LambdaScope } from "./lambda-scope.js";
import type { SourceExpression } from "./source-expression.js";

/** Gives the names of a pattern their meaning: `user`, `{ plan, name: given }`. */
export function bindPattern(name: ts.BindingName, of: SourceExpression, scope: LambdaScope): void {
  if (ts.isIdentifier(name)) {
    scope.setName(name.text, { kind: "tree", tree: of });
    return;
  }
  for (const element of name.elements) {
    if (!ts.isBindingElement(element)) continue;
    const key = element.propertyName ?? element.name;
    const isNamed = ts.isIdentifier(key) || ts.isStringLiteralLike(key);
    const plain = isNamed && element.initializer === undefined && element.dotDotDotToken === undefined;
    if (!plain || ts.isArrayBindingPattern(name)) {
      const written = `\`${scope.textOf(element)}\` in a pattern`;
      scope.refuse(notPortable, { written, instead: "Write the fields out: user.plan." }, element);
      refuseNames(element.name, "Write the field out: user.plan.", scope);
      continue;
    }
    const span = scope.spanOf(key);
    bindPattern(element.name, { kind: "member", of, name: key.text, optional: false, nameSpan: span, span }, scope);
  }
}

function refuseNames(name: ts.BindingName, why: string, scope: LambdaScope): void {
  if (ts.isIdentifier(name)) scope.setName(name.text, { kind: "refused", why });
  else for (const element of name.elements) if (ts.isBindingElement(element)) refuseNames(element.name, why, scope);
}
