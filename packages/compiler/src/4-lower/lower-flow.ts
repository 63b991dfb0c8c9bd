import type {
  DraftLink,
  FieldIr,
  FlowDraft,
  FlowSemantics,
  KernelNode,
  MessageCatalog,
  NodeMeta,
  SubjectIr,
} from "@flowline/ir";
import { fieldsOf } from "@flowline/ir";
import type { FlowFile } from "../1-load/loaded-project.js";
import { diagnose, listNames } from "../diagnostics/definition.js";
import { unclearSubject } from "../diagnostics/form.js";
import { duplicateStep, reservedName } from "../diagnostics/names.js";
import type { FlowScope, LinkPosition, PlacedLink, PlacedNode } from "./flow-scope.js";
import { argumentSpan, report } from "./flow-scope.js";
import type { LoweredFlow, LoweredProject, LoweredSubject } from "./lowered.js";
import type { Lowering } from "./lowering.js";
import { placeSend } from "./words/send.js";
import { placeWaitFor } from "./words/wait-for.js";

const END = "end";

/** What a flow is lowered against. */
export interface FlowSurroundings {
  readonly lowering: Lowering;
  readonly project: LoweredProject | null;
  readonly catalog: MessageCatalog | null;
}

/** Lowers a chain to kernel nodes. Where that is impossible, the lowering holds all the reasons. */
export function lowerFlow(flow: FlowFile, draft: FlowDraft, surroundings: FlowSurroundings): LoweredFlow {
  const scope = openScope(flow, draft, surroundings);
  const graph = lowerGraph(flow, draft, scope);
  const { subject, sends, waits } = scope;
  return { name: flow.name, path: flow.path, subject, sends, waits, graph };
}

function lowerGraph(flow: FlowFile, draft: FlowDraft, scope: FlowScope): LoweredFlow["graph"] {
  const links = placeLinks(draft.links, scope);
  const areSound = reportDuplicates(draft.links, scope);
  const placed = links.flatMap(link => link ?? []);
  const trigger = placed[0]?.trigger ?? null;
  if (scope.subject === null || trigger === null || placed.length < links.length || !areSound) return null;
  const nodes = connect(placed);
  if (!reportReserved(nodes, scope)) return null;
  const kernel = nodes.map(({ node }) => node);
  const semantics: FlowSemantics = {
    flow: flow.name,
    subject: subjectRead(scope.subject, kernel, trigger.predicate),
    trigger: { type: "audience", predicate: trigger.predicate },
    entry: placed[0]?.entry ?? END,
    nodes: Object.fromEntries(nodes.map(({ id, node }) => [id, node])),
  };
  const metas = Object.fromEntries(nodes.map(({ id, meta }) => [id, meta]));
  return { semantics, meta: { file: flow.file, trigger: trigger.meta, nodes: metas } };
}

function openScope(flow: FlowFile, draft: FlowDraft, { lowering, project, catalog }: FlowSurroundings): FlowScope {
  const subject = project === null ? null : onlySubject(project, flow, lowering);
  const uses = new Map<number, number>();
  for (const { site } of draft.links) if (site !== null) uses.set(site, (uses.get(site) ?? 0) + 1);
  return {
    lowering,
    file: flow.file,
    span: flow.span,
    project,
    subject,
    catalog,
    uses,
    readable: subject && {
      subject: subject.ir.name,
      fields: new Map(Object.entries(subject.ir.fields)),
      unreadable: subject.unreadable,
      broken: subject.broken,
      deriving: null,
    },
    sends: [],
    waits: [],
  };
}

/** A flow is about the project's one subject. That there is none has been said about the project already. */
function onlySubject({ subjects }: LoweredProject, flow: FlowFile, lowering: Lowering): LoweredSubject | null {
  const [subject] = subjects.values();
  if (subjects.size <= 1) return subject ?? null;
  lowering.diagnostics.push(diagnose(unclearSubject, { subjects: listNames(subjects.keys()) }, { span: flow.span }));
  return null;
}

function placeLinks(links: readonly DraftLink[], scope: FlowScope): readonly (PlacedLink | null)[] {
  let previous: LinkPosition["previous"] = null;
  return links.map((link, index) => {
    const position: LinkPosition = { isFirst: index === 0, previous: previousFor(link, previous) };
    previous = position.previous;
    return placeLink(link, position, scope);
  });
}

function placeLink(link: DraftLink, position: LinkPosition, scope: FlowScope): PlacedLink | null {
  switch (link.word) {
    case "send":
      return placeSend(link, position, scope);
    case "waitFor":
      return placeWaitFor(link, position, scope);
  }
}

/** A named step starts the count of waits anew; a wait is counted with those before it. */
function previousFor(link: DraftLink, previous: LinkPosition["previous"]): LinkPosition["previous"] {
  if (link.word === "send") return { step: String(link.message), waits: 0 };
  return previous && { ...previous, waits: previous.waits + 1 };
}

/** Two steps of one name are reported with both places. */
function reportDuplicates(links: readonly DraftLink[], scope: FlowScope): boolean {
  const first = new Map<string, DraftLink>();
  let areSound = true;
  for (const link of links) {
    if (link.word !== "send" || typeof link.message !== "string") continue;
    const other = first.get(link.message);
    if (other === undefined) {
      first.set(link.message, link);
      continue;
    }
    areSound = false;
    const span = argumentSpan(scope, scope.lowering.siteOf(link), 0);
    const related = [{ message: "The first one is here.", span: argumentSpan(scope, scope.lowering.siteOf(other), 0) }];
    report(scope, diagnose(duplicateStep, { name: link.message }, { span, related }));
  }
  return areSound;
}

/** From the last link to the first, because a node must know what follows it. */
function connect(links: readonly PlacedLink[]): readonly PlacedNode[] {
  const meta: NodeMeta = {
    word: "end",
    label: "end",
    span: null,
    editability: { kind: "locked", reason: "a flow always ends" },
  };
  let next = END;
  let nodes: readonly PlacedNode[] = [{ id: END, node: { kind: "end", outcome: "completed" }, meta }];
  for (const link of links.toReversed()) {
    nodes = [...link.nodesBefore(next), ...nodes];
    next = link.entry;
  }
  return nodes;
}

function reportReserved(nodes: readonly PlacedNode[], scope: FlowScope): boolean {
  const seen = new Set<string>();
  const twice = nodes.filter(({ id }) => seen.size === seen.add(id).size);
  for (const { id } of twice) {
    const named = nodes.find(node => node.id === id && node.node.kind === "step");
    report(scope, diagnose(reservedName, { name: id }, { span: named?.meta.span ?? scope.span }));
  }
  return twice.length === 0;
}

/** The subject with the fields that this flow reads, and those that its derived fields are made of. */
function subjectRead(
  { ir }: LoweredSubject,
  nodes: readonly KernelNode[],
  predicate: Parameters<typeof fieldsOf>[0],
): SubjectIr {
  const names = new Set([...fieldsOf(predicate), ...nodes.flatMap(readsOf)]);
  for (const name of [...names]) {
    const field = ir.fields[name];
    if (field?.kind === "derived") for (const stored of fieldsOf(field.expression)) names.add(stored);
  }
  const fields = Object.entries(ir.fields).filter((entry): entry is [string, FieldIr] => names.has(entry[0]));
  return { name: ir.name, source: ir.source, fields: Object.fromEntries(fields) };
}

function readsOf(node: KernelNode): readonly string[] {
  if (node.kind === "decide") return node.cases.flatMap(({ when }) => fieldsOf(when));
  return node.kind === "step" ? node.action.reads : [];
}
