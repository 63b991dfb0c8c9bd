import type { FlowSemantics } from "../../flow.js";
import type { GraphProblem } from "../graph-problem.js";
import { writtenBy } from "../written-by.js";

/** What the engine itself writes, and no node may. */
const OWN = /^(trigger$|event$|(item|round|pass|error|keys)\.)/;

/** `variables` lists the type of each variable that a node writes, and of no other. */
export function variablesDeclared(flow: FlowSemantics): readonly GraphProblem[] {
  const written = new Set<string>();
  const problems = Object.entries(flow.nodes).flatMap(([id, node]) =>
    writtenBy(node).flatMap(variable => {
      written.add(variable);
      const path = ["nodes", id];
      if (OWN.test(variable))
        return [{ node: id, path, message: `it writes "${variable}", which only the engine may` }];
      if (Object.hasOwn(flow.variables, variable)) return [];
      return [{ node: id, path, message: `it writes "${variable}", whose type "variables" does not say` }];
    }),
  );
  const idle = Object.keys(flow.variables)
    .filter(variable => !written.has(variable))
    .map(variable => ({ node: null, path: ["variables", variable], message: "no node writes it" }));
  return [...problems, ...idle];
}
