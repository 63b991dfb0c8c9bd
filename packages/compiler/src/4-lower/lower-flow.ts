import type { FlowDraft, FlowMeta, FlowSemantics, MessageCatalog, NodeId, NodeMeta, Span } from "@flowline/ir";
import { successorsOf } from "@flowline/ir";
import { choicesUnder, NO_ENVIRONMENT } from "./environment.js";
import { eventsOf } from "./events-of.js";
import type { FlowDirectory, FlowHead } from "./flow-directory.js";
import { readHead } from "./flow-directory.js";
import { type Call, countUses, type FlowScope, type Found, type Placed } from "./flow-scope.js";
import type { LoweredFlow, LoweredProject, LoweredSubject } from "./lowered.js";
import type { Lowering } from "./lowering.js";
import { placeArm } from "./place/arms.js";
import type { PlacedNode } from "./place/block.js";
import { inOrder } from "./place/block.js";
import { argumentOf, callOf } from "./place/call.js";
import { knowError } from "./place/known.js";
import { madeMeta, metaOf } from "./place/node-meta.js";
import { type Position, START } from "./place/position.js";
import { placeChain } from "./place-chain.js";
import { areDistinct } from "./report-duplicates.js";
import { reportNeeds } from "./report-needs.js";
import { subjectRead } from "./subject-read.js";
import { aboutOf } from "./triggers/about.js";
import { concurrencyOf } from "./triggers/concurrency.js";
import { headOptions, placeTrigger } from "./triggers/place-trigger.js";
import type { About, PlacedTrigger } from "./triggers/trigger-parts.js";
import { partsOfSend, placeFirstSend } from "./words/send.js";
import { placeTask } from "./words/task.js";
import { type PlacedWatcher, placeWatchers } from "./words/watchers.js";

const END = "end";

/** What a flow is lowered against. */
export interface FlowSurroundings {
  readonly lowering: Lowering;
  readonly project: LoweredProject | null;
  readonly catalog: MessageCatalog | null;
  readonly directory: FlowDirectory;
}

/** A flow to be lowered: an export of a file. */
export interface FlowSource {
  readonly name: string;
  readonly file: string;
  readonly span: Span;
  readonly draft: FlowDraft;
  /** Whether it is the file's default export. */
  readonly isDefault: boolean;
}

/** Lowers a chain to kernel nodes. Where that is impossible, the lowering holds all the reasons. */
export function lowerFlow(source: FlowSource, surroundings: FlowSurroundings): LoweredFlow {
  const bare = openScope(source, surroundings);
  const head = readHead(source.draft);
  const call = head === null ? null : callOf(head.link, bare);
  const about = call === null ? null : aboutOf(call);
  const scope = about === null ? bare : scopeAbout(bare, about);
  const graph = head === null || about === null ? null : lowerGraph(source, { head, about, scope });
  const { subject, hasSubject, found } = scope;
  const { sends, waits, calls } = found;
  return { name: source.name, file: source.file, span: source.span, subject, hasSubject, sends, waits, calls, graph };
}

function openScope(
  { name, file, span, draft }: FlowSource,
  { lowering, project, catalog, directory }: FlowSurroundings,
): FlowScope {
  const found: Found = {
    sends: [],
    waits: [],
    events: new Map(),
    calls: [],
    variables: new Map(),
    watchers: [],
    onErrors: [],
    notes: [],
    isBroken: false,
  };
  const uses = countUses(draft);
  const nobody = { subject: null, hasSubject: false, readable: null, keys: [] };
  return { lowering, name, file, span, project, catalog, directory, uses, found, placeChain, ...nobody };
}

function scopeAbout(scope: FlowScope, { subject: name, hasSubject, keys }: About): FlowScope {
  const subject = name === null ? null : (scope.project?.subjects.get(name) ?? null);
  return { ...scope, subject, hasSubject, readable: subject && readableOf(subject), keys: [...keys.keys()] };
}

function readableOf(subject: LoweredSubject): FlowScope["readable"] {
  return {
    subject: subject.ir.name,
    fields: new Map(Object.entries(subject.ir.fields)),
    unreadable: subject.unreadable,
    broken: subject.broken,
    deriving: null,
  };
}

interface Opened {
  readonly head: FlowHead;
  readonly about: About;
  readonly scope: FlowScope;
}

function lowerGraph(source: FlowSource, { head, about, scope }: Opened): LoweredFlow["graph"] {
  const call = callOf(head.link, scope);
  const start = startOf(source, about, scope);
  if (source.draft.journey !== null) reportNeeds(scope, source.draft.journey);
  const opening = placeTrigger(call, start);
  const concurrency = concurrencyOf(call, headOptions(call), start);
  const chain = placeAll(call, head, start);
  const watchers = placeWatchers(scope, chain.after);
  const onError = placeOnError(scope, chain.after);
  const entry = chain.block.entry(END);
  const catcher = onError?.block.entry(END) ?? null;
  const emitted: PlacedNode[] = [];
  for (const { block } of [chain, ...(onError === null ? [] : [onError])]) block.emit(END, emitted);
  const nodes = withoutIdleEnds([...emitted, endNode(start)], [entry, ...(catcher === null ? [] : [catcher])]);
  const distinct = areDistinct(nodes, scope);
  if (opening === null || scope.project === null || scope.found.isBroken || !distinct) return null;
  const semantics = withSubject(
    {
      flow: source.name,
      trigger: opening.trigger,
      watchers: watchers.map(({ watcher }) => watcher),
      onError: catcher,
      concurrency,
      variables: Object.fromEntries([...scope.found.variables].sort(byName)),
      entry,
      nodes: Object.fromEntries(nodes.map(({ id, node }) => [id, node])),
    },
    scope,
  );
  return {
    semantics,
    meta: metaOfFlow(source, { call, start, opening, nodes, watchers }),
  };
}

/** An end that nothing comes to, because every way in front of it ends the run or goes on for ever, is none. */
function withoutIdleEnds(nodes: readonly PlacedNode[], roots: readonly NodeId[]): readonly PlacedNode[] {
  const used = new Set([...roots, ...nodes.flatMap(({ node }) => successorsOf(node))]);
  return nodes.filter(({ id, node }) => node.kind !== "end" || used.has(id));
}

function byName([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number {
  return left < right ? -1 : 1;
}

function startOf({ draft }: FlowSource, about: About, scope: FlowScope): Position {
  const { journey } = draft;
  const span = journey === null ? null : (scope.lowering.siteOf({ site: journey.site })?.span ?? null);
  return {
    path: "",
    namespace: "",
    from: journey === null ? [] : [{ journey: journey.name, span }],
    groups: [],
    environment: {
      ...NO_ENVIRONMENT,
      trigger: about.trigger,
      keys: about.keys,
      choices: choicesUnder("trigger", about.choices),
    },
    anchor: START,
  };
}

/** The chain, its head included where that is a step as well. */
function placeAll(call: Call, { link, rest }: FlowHead, start: Position): Placed {
  const first =
    link.word === "send" ? placeFirstSend(call, start) : link.word === "task" ? placeTask(call, start) : null;
  const chain = placeChain({ links: rest, journey: null }, first?.after ?? start, call.scope);
  return first === null ? chain : { ...chain, block: inOrder([first.block, chain.block]) };
}

/** What runs when the run has failed: it may find any variable written, or none. */
function placeOnError(scope: FlowScope, known: Position): Placed | null {
  const [whole] = scope.found.onErrors;
  if (whole === undefined) return null;
  const steps = new Map([...known.environment.steps].map(([name, one]) => [name, { ...one, certain: false }] as const));
  const vars = new Map([...known.environment.vars].map(([name, one]) => [name, { ...one, certain: false }] as const));
  const place: Position = { ...whole.at, path: "", environment: { ...known.environment, steps, vars } };
  const { environment } = knowError(place, "run");
  return placeArm(whole.call, argumentOf(whole.call, 0), place, { label: "onError", owner: null, environment });
}

function endNode(start: Position): PlacedNode {
  const meta: NodeMeta = {
    ...madeMeta(start, "end", "end"),
    editability: { kind: "locked", reason: "a flow always ends" },
  };
  return { id: END, node: { kind: "end", of: null }, meta, isNamed: false };
}

function withSubject(parts: Omit<FlowSemantics, "subject" | "events">, scope: FlowScope): FlowSemantics {
  const bare: FlowSemantics = { ...parts, subject: null, events: eventsOf(scope) };
  return { ...bare, subject: scope.subject && subjectRead(scope.subject, bare) };
}

interface MetaParts {
  readonly call: Call;
  readonly start: Position;
  readonly opening: PlacedTrigger;
  readonly nodes: readonly PlacedNode[];
  readonly watchers: readonly PlacedWatcher[];
}

function metaOfFlow({ file }: FlowSource, { call, start, opening, nodes, watchers }: MetaParts): FlowMeta {
  const ids = new Set<NodeId>(nodes.map(({ id }) => id));
  return {
    file,
    trigger: { ...metaOf(call, start, opening.label), ...triggerPlace(call) },
    watchers: Object.fromEntries(watchers.map(({ watcher, meta }) => [watcher.name, meta])),
    nodes: Object.fromEntries(nodes.map(({ id, meta }) => [id, meta])),
    notes: call.scope.found.notes.map(({ text, before }) => ({
      text,
      before: before !== null && ids.has(before) ? before : null,
    })),
  };
}

/** The audience of a flow that begins with `send` is that send's guard. */
function triggerPlace(call: Call): Partial<NodeMeta> {
  const { link, scope } = call;
  const { guard } = link.word === "send" ? partsOfSend(call) : { guard: null };
  if (guard === null) return {};
  const source = guard.draft.kind === "lambda" ? scope.lowering.sourceOf(guard.draft.lambda) : null;
  return { word: "guard", span: source?.span ?? guard.span };
}
