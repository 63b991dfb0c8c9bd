import type { Diagnostic, FlowIr, Span } from "@flowline/ir";
import { decodeFlow } from "@flowline/ir";
import { kindChanged, movedWait } from "../diagnostics/change.js";
import { diagnose } from "../diagnostics/definition.js";
import type { CompiledFlow } from "./compiled.js";
import { readIfThere } from "./write-ir.js";

/** What has become of the nodes that runs under the committed version may stand at, as far as names can tell. */
export async function compareCommitted(flows: readonly CompiledFlow[]): Promise<readonly Diagnostic[]> {
  const findings = await Promise.all(
    flows.map(async ({ path, text, ir }) => {
      const committed = await readIfThere(path);
      const before = committed === null || committed === text ? null : decodeCommitted(committed);
      return before === null || before.flow !== ir.flow ? [] : [...kindsChanged(before, ir), ...waitsMoved(before, ir)];
    }),
  );
  return findings.flat();
}

/** What an older compiler has written, or somebody by hand, tells nothing. */
function decodeCommitted(text: string): FlowIr | null {
  try {
    return decodeFlow(JSON.parse(text));
  } catch {
    return null;
  }
}

function kindsChanged(before: FlowIr, after: FlowIr): readonly Diagnostic[] {
  return Object.entries(before.nodes).flatMap(([node, { kind: from }]) => {
    const to = Object.hasOwn(after.nodes, node) ? after.nodes[node]?.kind : undefined;
    if (to === undefined || to === from) return [];
    return [diagnose(kindChanged, { node, from, to }, { span: spanOf(after, node) })];
  });
}

/** A wait that is gone and a new one of the same terms: nobody can tell whether it is the same. */
function waitsMoved(before: FlowIr, after: FlowIr): readonly Diagnostic[] {
  const gone = unnamedWaits(before).filter(id => !Object.hasOwn(after.nodes, id));
  const fresh = unnamedWaits(after).filter(id => !Object.hasOwn(before.nodes, id));
  return gone.flatMap(from => {
    const to = fresh.find(id => labelOf(after, id) === labelOf(before, from));
    return to === undefined ? [] : [diagnose(movedWait, { from, to }, { span: spanOf(after, to) })];
  });
}

/** Pauses are named after the step before them. */
function unnamedWaits({ nodes }: FlowIr): readonly string[] {
  return Object.entries(nodes).flatMap(([id, node]) =>
    node.kind === "wait" && /\.(wait|until)(\.\d+)?$/.test(id) ? [id] : [],
  );
}

function labelOf({ meta }: FlowIr, id: string): string {
  return (Object.hasOwn(meta.nodes, id) ? meta.nodes[id]?.label : undefined) ?? id;
}

function spanOf({ meta }: FlowIr, id: string): Span | null {
  return (Object.hasOwn(meta.nodes, id) ? meta.nodes[id]?.span : undefined) ?? null;
}
