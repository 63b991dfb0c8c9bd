import { diagnose } from "../diagnostics/definition.js";
import { duplicateStep, reservedName } from "../diagnostics/names.js";
import type { FlowScope } from "./flow-scope.js";
import { report } from "./flow-scope.js";
import type { PlacedNode } from "./place/block.js";

/** Whether no two nodes have one id. Two that do are reported with both places. */
export function areDistinct(nodes: readonly PlacedNode[], scope: FlowScope): boolean {
  const first = new Map<string, PlacedNode>();
  let distinct = true;
  for (const node of nodes) {
    const other = first.get(node.id);
    if (other === undefined) first.set(node.id, node);
    else {
      distinct = false;
      if (!isGuardOf(node, nodes) && !isNameless(node)) reportPair(node, other, scope);
    }
  }
  return distinct;
}

/** The guards of two steps of one name say nothing that the steps do not say. */
function isGuardOf({ node }: PlacedNode, nodes: readonly PlacedNode[]): boolean {
  return node.kind === "decide" && node.guards !== null && nodes.filter(({ id }) => id === node.guards).length > 1;
}

/** That a name is missing has been reported. */
function isNameless({ id }: PlacedNode): boolean {
  return id === "" || id.endsWith("/");
}

function reportPair(node: PlacedNode, other: PlacedNode, scope: FlowScope): void {
  const span = node.namedAt ?? node.meta.span ?? scope.span;
  const otherSpan = other.namedAt ?? other.meta.span ?? scope.span;
  if (node.isNamed !== other.isNamed) {
    const [named, made] = node.isNamed ? [span, otherSpan] : [otherSpan, span];
    const related = made === scope.span ? [] : [{ message: "The other node is here.", span: made }];
    report(scope, diagnose(reservedName, { name: node.id }, { span: named, related }));
    return;
  }
  const related = [{ message: "The first one is here.", span: otherSpan }];
  const how = node.isNamed ? "steps" : "unnamed";
  report(scope, diagnose(duplicateStep, { name: node.id, how }, { span, related }));
}
