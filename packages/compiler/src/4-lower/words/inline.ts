import type { FlowDraft } from "@flowline/ir";
import { diagnose } from "../../diagnostics/definition.js";
import { noChainToUse, usedHead } from "../../diagnostics/words.js";
import type { Environment, ReadableVariable } from "../environment.js";
import { type Call, type Placed, report } from "../flow-scope.js";
import { inOrder, NOTHING } from "../place/block.js";
import { argumentOf, refuseArgument, requiredText } from "../place/call.js";
import { chainOf, itemsOf, textOf } from "../place/given.js";
import type { Position } from "../place/position.js";
import { START } from "../place/position.js";
import { reportNeeds } from "../report-needs.js";
import { eachKeys } from "./each-keys.js";
import { isHead } from "./heads.js";

/** `group(name, arm)`: the arm as it stands, under a heading on the canvas. */
export function placeGroup(call: Call, at: Position): Placed {
  const name = requiredText(call, 0, "the group's name") ?? "";
  const arm = argumentOf(call, 1);
  const chain = chainOf(arm);
  if (chain === null) refuseArgument(call, arm, "an arm, b => b. ...,");
  const placed = placeIn(call, chain, { ...at, groups: [...at.groups, name] });
  return { ...placed, after: { ...placed.after, groups: at.groups } };
}

/** `each(list, (b, item) => ...)`: the arm once for each item of a list that is known now. */
export function placeEach(call: Call, at: Position): Placed {
  const list = argumentOf(call, 0);
  const arms = argumentOf(call, 1);
  const items = list === null ? null : itemsOf(list);
  const chains = arms === null ? null : itemsOf(arms);
  if (items === null || list === null) refuseArgument(call, list, "a list");
  else if (chains === null) refuseArgument(call, arms, "an arm, (b, item) => b. ...,");
  const keys = eachKeys(items ?? []);
  const blocks: Placed["block"][] = [];
  let placed: Placed = { block: NOTHING, after: at, ends: false };
  for (const [index, given] of (chains ?? []).entries()) {
    const chain = chainOf(given);
    if (chain === null) refuseArgument(call, given, "an arm, (b, item) => b. ..., that returns its chain");
    if (placed.ends) break;
    placed = placeIn(call, chain, { ...placed.after, path: `${at.path}${keys[index] ?? index}/`, anchor: START });
    blocks.push(placed.block);
  }
  return { block: inOrder(blocks), ends: placed.ends, after: { ...placed.after, path: at.path, anchor: at.anchor } };
}

/** `use(chain)` and `use(namespace, chain)`: another chain in this place; a journey has a namespace of its own. */
export function placeUse(call: Call, at: Position): Placed {
  const first = argumentOf(call, 0);
  const space = textOf(first);
  const given = space === null ? first : argumentOf(call, 1);
  const chain = chainOf(given);
  if (chain === null) return notUsable(call, at, given === null ? null : given.span);
  const [head] = chain.links;
  if (head !== undefined && isHead(head)) {
    report(call.scope, diagnose(usedHead, { word: head.word }, { span: given?.span ?? call.span }));
    return { block: NOTHING, after: at, ends: false };
  }
  const { journey } = chain;
  if (journey !== null) reportNeeds(call.scope, journey);
  const namespace = space ?? journey?.name ?? null;
  const from = journey === null ? at.from : [...at.from, journeyCall(call, chain)];
  if (namespace === null) return placeIn(call, chain, at);
  return placeUnder(call, chain, { at, namespace, from });
}

function notUsable(call: Call, at: Position, span: Call["span"] | null): Placed {
  report(call.scope, diagnose(noChainToUse, {}, { span: span ?? call.span }));
  return { block: NOTHING, after: at, ends: false };
}

interface Namespace {
  readonly at: Position;
  readonly namespace: string;
  readonly from: Position["from"];
}

/** A journey knows its own steps by their own names, and none of those around it. */
function placeUnder(call: Call, chain: FlowDraft, { at, namespace, from }: Namespace): Placed {
  const inside: Position = {
    ...at,
    from,
    path: `${at.path}${namespace}/`,
    namespace: `${at.namespace}${namespace}/`,
    anchor: START,
    environment: { ...at.environment, steps: new Map(), vars: new Map() },
  };
  const placed = placeIn(call, chain, inside);
  const { environment } = placed.after;
  const known: Environment = {
    ...at.environment,
    steps: withInner(at.environment.steps, environment.steps, namespace),
    vars: withInner(at.environment.vars, environment.vars, namespace),
    choices: environment.choices,
  };
  return { ...placed, after: { ...at, environment: known, anchor: { name: namespace, counts: new Map() } } };
}

function withInner(
  outer: ReadonlyMap<string, ReadableVariable>,
  inner: ReadonlyMap<string, ReadableVariable>,
  namespace: string,
): ReadonlyMap<string, ReadableVariable> {
  return new Map([...outer, ...[...inner].map(([name, variable]) => [`${namespace}/${name}`, variable] as const)]);
}

function journeyCall({ scope, span }: Call, { journey }: FlowDraft): Position["from"][number] {
  const site = journey === null ? null : scope.lowering.siteOf({ site: journey.site });
  return { journey: journey?.name ?? "", span: site?.span ?? span };
}

function placeIn({ scope }: Call, chain: FlowDraft | null, at: Position): Placed {
  return chain === null ? { block: NOTHING, after: at, ends: false } : scope.placeChain(chain, at, scope);
}
