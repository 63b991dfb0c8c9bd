import { checkGraph, type FlowSemantics, type KernelNode } from "@flowline/ir";
import { flowOf } from "../../flow-builder.js";

/** What the rules say of a flow of these nodes, each finding as `PATH: MESSAGE`. */
export function problemsOf(
  nodes: Readonly<Record<string, KernelNode>>,
  more: Partial<FlowSemantics> = {},
): readonly string[] {
  return checkGraph(flowOf(nodes, more)).map(({ path, message }) => `${path.join("/")}: ${message}`);
}
