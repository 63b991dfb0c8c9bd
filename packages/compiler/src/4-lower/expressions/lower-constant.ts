import type { Expression } from "@flowline/ir";
import { nearestName, typeOf } from "@flowline/ir";
import type { SourceExpression } from "../../2-read/source-expression.js";
import { notAvailable, unknownMember } from "../../diagnostics/readings.js";
import { instantOf, literalOf } from "../captured.js";
import type { Environment } from "../environment.js";
import type { Lowerer } from "../lowerer.js";
import { isObjectType } from "../types.js";
import { memberExpression } from "./member-expression.js";

/** A constant that was written in the lambda or taken from around it. A refused capture has been reported. */
export function lowerConstant(
  source: Extract<SourceExpression, { kind: "literal" | "capture" }>,
  lowerer: Lowerer,
): Expression | null {
  if (source.kind === "literal") return literalOf(source.value);
  const captured = lowerer.capturedBy(source);
  switch (captured?.type) {
    case "instant":
      return instantOf(captured.text);
    case "json":
      return literalOf(captured.value);
    case "item":
      return lowerItem(captured.path, source, lowerer);
    default:
      return null;
  }
}

function lowerItem(path: readonly string[], source: SourceExpression, lowerer: Lowerer): Expression | null {
  const { environment } = lowerer.surroundings;
  const item = itemExpression(path, environment);
  if (item !== null) return item;
  if (environment.item === null) return lowerer.refuse(notAvailable, { name: "item", where: "inside forEach" }, source);
  const name = path.at(-1) ?? "";
  const of = itemExpression(path.slice(0, -1), environment);
  const type = of && typeOf(of);
  const known = type !== null && isObjectType(type) ? Object.keys(type.object).sort() : [];
  const facts = { of: lowerer.text(source), name, known, nearest: nearestName(name, known) };
  return lowerer.refuse(unknownMember, facts, source);
}

/** The element of an enclosing `forEach`, or a member of it: `^` leads one `forEach` out. Null where there is no such one. */
export function itemExpression(path: readonly string[], { item }: Environment): Expression | null {
  const members = path.filter((name, index) => name !== "^" || path.slice(0, index).some(before => before !== "^"));
  let owner = item;
  for (let out = path.length - members.length; out > 0; out--) owner = owner?.outer ?? null;
  if (owner === null) return null;
  const variable: Expression = { op: "variable", type: owner.type, name: owner.variable };
  return members.reduce<Expression | null>((of, name) => of && memberExpression(of, name), variable);
}
