import type { Expression } from "@flowline/ir";
import { typeOf } from "@flowline/ir";
import type { TemplateSource } from "../../2-read/source-expression.js";
import { typeMismatch } from "../../diagnostics/expressions.js";
import { literalOf } from "../captured.js";
import type { Facts } from "../facts.js";
import type { Lowerer } from "../lowerer.js";
import { isAny, isScalarType } from "../types.js";
import { describe, needValue } from "./operands.js";

/** A template literal. */
export function lowerTemplate(source: TemplateSource, facts: Facts, lowerer: Lowerer): Expression | null {
  const parts: Expression[] = [];
  for (const part of source.parts) {
    const expression = lowerer.value(part, facts);
    if (expression === null) continue;
    if (!isWritable(expression)) {
      const problem = `${describe(expression)} has no text of its own in a template.`;
      const instead = "Write the parts that you want to see: texts, numbers or booleans.";
      lowerer.refuse(typeMismatch, { problem: upperFirst(problem), instead }, part);
    } else if (needValue({ expression, source: part }, "a template", lowerer)) parts.push(expression);
  }
  return parts.length === source.parts.length ? concatOf(parts) : null;
}

/** Texts one after the other, flat; constants beside each other become one. */
export function concatOf(parts: readonly Expression[]): Expression {
  const flat = parts.flatMap(part => (part.op === "concat" ? part.parts : [part]));
  const merged: Expression[] = [];
  for (const part of flat) {
    const last = merged.at(-1);
    if (isText(part) && last !== undefined && isText(last))
      merged[merged.length - 1] = literalOf(`${last.value}${part.value}`);
    else if (!isText(part) || part.value !== "") merged.push(part);
  }
  return { op: "concat", parts: merged };
}

function isText(part: Expression): part is Extract<Expression, { op: "literal" }> {
  return part.op === "literal" && typeof part.value === "string" && isScalarType(part.type, "text");
}

/** A date's text depends on the machine's zone, and objects have none worth reading. */
function isWritable(expression: Expression): boolean {
  const type = typeOf(expression);
  return isScalarType(type, "text", "number", "boolean") || isAny(type);
}

function upperFirst(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
