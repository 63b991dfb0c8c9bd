import type { Expression } from "./ast.js";
import { childrenOf } from "./children-of.js";

/** The fields that the expression mentions, sorted and each once. A derived field counts as itself. */
export function fieldsOf(expression: Expression): readonly string[] {
  const names = new Set<string>();
  collect(expression, names);
  return [...names].sort();
}

function collect(expression: Expression, names: Set<string>): void {
  if (expression.op === "field") names.add(expression.name);
  for (const [, child] of childrenOf(expression)) collect(child, names);
}
