import type { FlowSemantics } from "../../flow.js";
import type { GraphProblem } from "../graph-problem.js";

/** Watchers are told apart by their names, over versions too; an exit always exits. */
export function watchersNamed({ watchers }: FlowSemantics): readonly GraphProblem[] {
  const names = new Set<string>();
  return watchers.flatMap(({ name, kind, exits }, index) => {
    const problems: GraphProblem[] = [];
    if (names.has(name)) {
      problems.push({ node: null, path: ["watchers", index, "name"], message: `another watcher is called "${name}"` });
    }
    names.add(name);
    if (kind === "exit" && !exits) {
      problems.push({ node: null, path: ["watchers", index, "exits"], message: "an exit ends the run" });
    }
    return problems;
  });
}
