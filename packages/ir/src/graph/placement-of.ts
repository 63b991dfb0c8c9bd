import type { ForkNode } from "../nodes/fork.js";
import type { KernelNode } from "../nodes/kernel-node.js";
import type { NodeId } from "../nodes/node-id.js";
import { type Edge, edgesOf } from "./edges-of.js";
import { type FlowGraph, findNode } from "./find-node.js";
import type { GraphProblem } from "./graph-problem.js";
import { nodesInOrder } from "./nodes-in-order.js";
import { depthOf, describeRegion, type Place, type Region, type Token } from "./place.js";

/** Where every node stands, and what keeps a graph from having one such answer. */
export interface Placement {
  /** A join stands where what follows it stands. */
  readonly places: ReadonlyMap<NodeId, Place>;
  /** The tokens that end at a join. */
  readonly arrivals: ReadonlyMap<NodeId, ReadonlySet<Token>>;
  /** The joins and the forks that do not open at which a token may end. */
  readonly endings: ReadonlyMap<Token, ReadonlySet<NodeId>>;
  readonly problems: readonly GraphProblem[];
}

interface Draft {
  readonly flow: FlowGraph;
  readonly places: Map<NodeId, Place>;
  readonly arrivals: Map<NodeId, Set<Token>>;
  readonly endings: Map<Token, Set<NodeId>>;
  readonly openers: Map<NodeId, NodeId>;
  readonly problems: GraphProblem[];
}

/** Follows every arrow once, in the order of the flow. The graph must have neither dangling arrows nor cycles. */
export function placementOf(flow: FlowGraph): Placement {
  const draft: Draft = {
    flow,
    places: new Map(),
    arrivals: new Map(),
    endings: new Map(),
    openers: new Map(),
    problems: [],
  };
  draft.places.set(flow.entry, rootPlace("flow"));
  if (flow.onError !== null) arrive(draft, { node: null, to: flow.onError, path: ["onError"] }, rootPlace("onError"));
  for (const id of nodesInOrder(flow)) {
    const [node, place] = [findNode(flow, id), draft.places.get(id)];
    if (node !== undefined && place !== undefined) leave(draft, { id, node, place });
  }
  return draft;
}

function rootPlace(kind: "flow" | "onError"): Place {
  return { region: { kind }, token: { name: kind === "flow" ? "the run" : "the run that has failed", after: [] } };
}

interface Standing<Node extends KernelNode = KernelNode> {
  readonly id: NodeId;
  readonly node: Node;
  readonly place: Place;
}

function leave(draft: Draft, { id, node, place }: Standing): void {
  switch (node.kind) {
    case "map":
    case "loop":
    case "scope":
      openBody(draft, { id, node, place });
      return;
    case "fork":
      (node.opens ? openFrame : splitToken)(draft, { id, node, place });
      return;
    case "join":
      leaveJoin(draft, [id, node.closes, edgesOf(node)], place);
      return;
    default:
      for (const edge of edgesOf(node)) follow(draft, [id, edge], place);
  }
}

/** Far above what people write: who walks outwards from a node shall not have to walk for ever. */
const MAX_NESTING = 100;

function openBody(draft: Draft, { id, node, place }: Standing): void {
  const depth = depthOf(place) + 1;
  if (depth > MAX_NESTING) {
    problemAt(draft, [id], TOO_DEEP);
    return;
  }
  const region: Region = { kind: "body", owner: id, around: place, depth };
  const inside: Place = { region, token: { name: `the body of "${id}"`, after: [] } };
  for (const edge of edgesOf(node)) follow(draft, [id, edge], edge.path[0] === "body" ? inside : place);
}

const TOO_DEEP = `at most ${MAX_NESTING} bodies and arms may lie in one another`;

function openFrame(draft: Draft, { id, node, place }: Standing<ForkNode>): void {
  const other = draft.openers.get(node.join);
  if (other !== undefined)
    problemAt(draft, [id, "join"], `the join "${node.join}" already ends the arms of "${other}"`);
  draft.openers.set(node.join, id);
  const depth = depthOf(place) + 1;
  if (depth > MAX_NESTING) {
    problemAt(draft, [id], TOO_DEEP);
    return;
  }
  const region: Region = { kind: "frame", fork: id, join: node.join, around: place, depth };
  edgesOf(node).forEach(edge => {
    follow(draft, [id, edge], { region, token: { name: `the arm "${edge.label}" of "${id}"`, after: [] } });
  });
}

function splitToken(draft: Draft, { id, node, place }: Standing<ForkNode>): void {
  const { region, token } = place;
  if (region.kind !== "frame" || region.join !== node.join) {
    const problem = `it does not open, and so must stand among the arms of the join "${node.join}"; it stands in `;
    problemAt(draft, [id, "join"], problem + describeRegion(region));
    return;
  }
  note(draft.endings, token, id);
  for (const edge of edgesOf(node)) {
    follow(draft, [id, edge], { region, token: { name: `the arm "${edge.label}" of "${id}"`, after: [token] } });
  }
}

function leaveJoin(draft: Draft, [id, closes, edges]: [NodeId, boolean, readonly Edge[]], { region }: Place): void {
  if (region.kind !== "frame" || (closes && region.join !== id)) {
    const expected = closes ? "it must stand at the end of the arms of a fork that opens" : "it must stand among arms";
    problemAt(draft, [id], `${expected}, and it stands in ${describeRegion(region)}`);
    return;
  }
  const after = [...(draft.arrivals.get(id) ?? [])];
  for (const token of after) note(draft.endings, token, id);
  const beyond: Place = closes ? region.around : { region, token: { name: `what follows the join "${id}"`, after } };
  draft.places.set(id, beyond);
  for (const edge of edges) follow(draft, [id, edge], beyond);
}

function follow(draft: Draft, [node, { to, path }]: readonly [NodeId, Edge], place: Place): void {
  arrive(draft, { node, to, path: ["nodes", node, ...path] }, place);
}

interface Arrow {
  readonly node: NodeId | null;
  readonly to: NodeId;
  readonly path: GraphProblem["path"];
}

function arrive(draft: Draft, { node, to, path }: Arrow, place: Place): void {
  const target = findNode(draft.flow, to);
  if (target?.kind === "join") note(draft.arrivals, to, place.token);
  const known = draft.places.get(to);
  if (known === undefined) {
    draft.places.set(to, place);
    return;
  }
  const isFlowEnd = target?.kind === "end" && target.of === null;
  if (isFlowEnd && isRoot(known.region) && isRoot(place.region)) return;
  if (known.region !== place.region) {
    const message = `"${to}" stands in ${describeRegion(known.region)}, and this leads to it from ${describeRegion(place.region)}`;
    draft.problems.push({ node, path, message });
  } else if (known.token !== place.token && target?.kind !== "join") {
    const message = `two cursors may come to "${to}" at once, ${known.token.name} and ${place.token.name}: they must meet in a join`;
    draft.problems.push({ node, path, message });
  }
}

function isRoot({ kind }: Region): boolean {
  return kind === "flow" || kind === "onError";
}

function problemAt({ problems }: Draft, [node, ...rest]: readonly [NodeId, ...string[]], message: string): void {
  problems.push({ node, path: ["nodes", node, ...rest], message });
}

function note<Key, Value>(map: Map<Key, Set<Value>>, key: Key, value: Value): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, new Set([value]));
  else known.add(value);
}
