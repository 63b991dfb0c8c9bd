import { basename, posix } from "node:path";
import type { Diagnostic, FlowIr, Span } from "@flowline/ir";
import { kindChanged, movedWait, renamedFlow } from "../diagnostics/change.js";
import { diagnose } from "../diagnostics/definition.js";
import type { CompiledFlow } from "./compiled.js";
import { decodeCommitted } from "./decode-committed.js";
import { readIfThere } from "./write-ir.js";

/** What has become of the nodes that runs under the committed version may stand at, as far as names can tell. */
export async function compareCommitted(flows: readonly CompiledFlow[]): Promise<readonly Diagnostic[]> {
  const names = new Set(flows.map(({ name }) => name));
  const findings = await Promise.all(
    flows.map(async ({ path, text, ir }) => {
      const committed = await readIfThere(path);
      const before = committed === null || committed === text ? null : decodeCommitted(committed);
      if (before === null) return [];
      if (before.flow !== ir.flow) return names.has(before.flow) ? [] : [renamed(before, ir, path)];
      return [...kindsChanged(before, ir), ...waitsMoved(before, ir)];
    }),
  );
  return findings.flat();
}

/** The same file under another name: the name was written out, or taken out. */
function renamed(before: FlowIr, { flow: to, meta }: FlowIr, path: string): Diagnostic {
  const facts = { file: posix.join(posix.dirname(meta.file), basename(path)), from: before.flow, to };
  return diagnose(renamedFlow, facts, { span: meta.trigger.span });
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
