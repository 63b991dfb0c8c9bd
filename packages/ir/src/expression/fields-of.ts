import type { VariableName } from "../nodes/node-id.js";
import type { Expression } from "./ast.js";
import { childrenOf } from "./children-of.js";

/** The fields that the expression mentions, sorted and each once. A derived field counts as itself. */
export function fieldsOf(expression: Expression): readonly string[] {
  return namesIn(expression, at => (at.op === "field" ? [at.name] : []));
}

/** The variables that the expression mentions, sorted and each once; what a `js` reads included, where it says so. */
export function variablesOf(expression: Expression): readonly VariableName[] {
  return namesIn(expression, at => {
    if (at.op === "variable") return [at.name];
    return at.op === "js" ? (at.reads ?? []) : [];
  });
}

function namesIn(expression: Expression, mentionedBy: (at: Expression) => readonly string[]): readonly string[] {
  const names = new Set<string>();
  collect(expression, mentionedBy, names);
  return Object.freeze([...names].sort());
}

function collect(expression: Expression, mentionedBy: (at: Expression) => readonly string[], names: Set<string>): void {
  for (const name of mentionedBy(expression)) names.add(name);
  for (const [, child] of childrenOf(expression)) collect(child, mentionedBy, names);
}
