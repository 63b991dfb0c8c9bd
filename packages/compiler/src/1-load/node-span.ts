import type { Span } from "@flowline/ir";
import type { ts } from "ts-morph";
import type { LoadedModule } from "./loaded-project.js";
import { spanAt } from "./source-text.js";

/** The place of a node of a module. Without the tree, each node would climb to its root first, through long chains. */
export function nodeSpan({ ast, source }: Pick<LoadedModule, "ast" | "source">, node: ts.Node): Span {
  return spanAt(source, node.getStart(ast), node.getEnd());
}
