import { canonicalize } from "../canonical-json.js";
import { formatDuration } from "../expression/format-duration.js";
import type { FlowIr } from "../flow.js";
import { type Place, placesAround } from "../graph/place.js";
import { placementOf } from "../graph/placement-of.js";
import type { KernelNode } from "../nodes/kernel-node.js";
import type { NodeId } from "../nodes/node-id.js";
import type { WaitNode } from "../nodes/wait.js";
import { diffSurroundings } from "./diff-surroundings.js";
import { type FlowChange, type FlowDiff, summarizeChanges } from "./flow-change.js";
import { writtenBefore } from "./written-before.js";

/**
 * Compares two versions of one flow, and says of each difference what it means for runs that stand in the old one. Nodes are
 * the same where their ids are; a node that vanished while another of the very same content appeared is said to have moved.
 */
export function diffFlows(before: FlowIr, after: FlowIr): FlowDiff {
  if (before.hash === after.hash) return summarizeChanges(after.flow, []);
  const moved = findMoved(before, after);
  const changes = [
    ...diffSurroundings(before, after),
    ...Object.keys(before.nodes).flatMap(id => diffNode(id, { before, after, moved })),
    ...Object.keys(after.nodes).flatMap(id => addition(id, { before, after, moved })),
    ...diffPositions(before, after),
  ];
  return summarizeChanges(after.flow, changes);
}

interface Versions {
  readonly before: FlowIr;
  readonly after: FlowIr;
  /** Old id to new id. */
  readonly moved: ReadonlyMap<NodeId, NodeId>;
}

/** Whether people can be found at a node between two commits. */
function isStanding({ kind }: KernelNode): boolean {
  return kind === "step" || kind === "wait" || kind === "call";
}

function findMoved(before: FlowIr, after: FlowIr): ReadonlyMap<NodeId, NodeId> {
  const gone = Object.keys(before.nodes).filter(id => !Object.hasOwn(after.nodes, id));
  const fresh = Object.keys(after.nodes).filter(id => !Object.hasOwn(before.nodes, id));
  const moved = new Map<NodeId, NodeId>();
  for (const id of gone) {
    const content = contentOf(before.nodes[id]);
    const twins = gone.filter(other => contentOf(before.nodes[other]) === content);
    const matches = fresh.filter(other => contentOf(after.nodes[other]) === content);
    const [match] = matches;
    if (twins.length === 1 && matches.length === 1 && match !== undefined) moved.set(id, match);
  }
  return moved;
}

/** What a node does, whatever it is called and wherever it leads. */
function contentOf(node: KernelNode | undefined): string {
  return node === undefined ? "" : canonicalize(withoutWays(node));
}

const WAYS: ReadonlySet<string> = new Set([
  "next",
  "otherwise",
  "failed",
  "body",
  "catch",
  "join",
  "arms",
  "guards",
  "out",
]);
const TUNING: ReadonlySet<string> = new Set(["retry", "timeoutMs", "rateLimit"]);

function withoutWays(node: KernelNode): Record<string, unknown> {
  const kept = Object.entries(node).filter(([name]) => !WAYS.has(name));
  return Object.fromEntries(
    kept.map(([name, value]) => [
      name,
      name === "cases" && node.kind === "decide" ? node.cases.map(({ when }) => when) : value,
    ]),
  );
}

function diffNode(id: NodeId, { before, after, moved }: Versions): readonly FlowChange[] {
  const [old, now] = [before.nodes[id], after.nodes[id]];
  if (old === undefined) return [];
  if (now === undefined) return [removal(id, old, moved.get(id))];
  if (old.kind !== now.kind) return [kindChange(id, old, now)];
  if (contentOf(old) === contentOf(now)) return canonicalize(old) === canonicalize(now) ? [] : [rewired(id)];
  if (isTuningOnly(old, now)) {
    return [
      {
        class: "hot",
        node: id,
        what: "retries, timeout or rate limit changed",
        why: "It holds from the next attempt on.",
      },
    ];
  }
  if (old.kind === "wait" && now.kind === "wait") return [waitChange(id, old, now)];
  const why = "Whoever has not come to it yet, or stands at it undecided, finds the new one.";
  return [{ class: "automatic", node: id, what: "changed", why }];
}

function removal(id: NodeId, old: KernelNode, to: NodeId | undefined): FlowChange {
  if (!isStanding(old)) {
    return { class: "automatic", node: id, what: "removed", why: "Nobody stands here between two commits." };
  }
  if (to !== undefined) {
    const why = `"${to}" is new and does the same. Whoever waits here must be told to go on there, or give it the name "${id}".`;
    return { class: "mapping", node: id, what: `seems to have become "${to}"`, why };
  }
  const why = "Whoever stands here must go to another node, leave the flow, or finish in the old version.";
  return { class: "mapping", node: id, what: "removed", why };
}

function kindChange(id: NodeId, old: KernelNode, now: KernelNode): FlowChange {
  const what = `was a ${old.kind} and is a ${now.kind}`;
  if (!isStanding(old)) return { class: "automatic", node: id, what, why: "Nobody stands here between two commits." };
  const why = "Whoever stands here came for something else. Give the new node another name, and say where they go.";
  return { class: "mapping", node: id, what, why };
}

function rewired(id: NodeId): FlowChange {
  return { class: "automatic", node: id, what: "leads elsewhere", why: "The way on is chosen when a cursor leaves." };
}

function isTuningOnly(old: KernelNode, now: KernelNode): boolean {
  const strip = (node: KernelNode): string =>
    canonicalize(Object.fromEntries(Object.entries(withoutWays(node)).filter(([name]) => !TUNING.has(name))));
  return strip(old) === strip(now);
}

function waitChange(id: NodeId, old: WaitNode, now: WaitNode): FlowChange {
  const subscribed = ({ until: _until, ...wait }: WaitNode): string => contentOf({ ...wait, until: null });
  if (subscribed(old) !== subscribed(now)) {
    const why = "Open waits listen for what the old version named. Keep them so, or open them anew.";
    return { class: "mapping", node: id, what: "waits for something else", why };
  }
  const what = `its deadline changed${lengths(old, now)}`;
  const why = "Whoever waits here keeps the old deadline, or gets the new one, counted from their arrival: choose.";
  return { class: "mapping", node: id, what, why };
}

function lengths(old: WaitNode, now: WaitNode): string {
  if (old.until?.type !== "duration" || now.until?.type !== "duration") return "";
  return ` from ${formatDuration(old.until.ms)} to ${formatDuration(now.until.ms)}`;
}

function addition(id: NodeId, { before, after, moved }: Versions): readonly FlowChange[] {
  if (Object.hasOwn(before.nodes, id) || [...moved.values()].includes(id)) return [];
  const made = after.nodes[id]?.kind;
  const why = "Whoever is already past it does not come back.";
  return [{ class: "automatic", node: id, what: `added (${made})`, why }];
}

/** Whether whoever stands at a node that is still there can go on in the new version. */
function diffPositions(before: FlowIr, after: FlowIr): readonly FlowChange[] {
  const [oldPlaces, newPlaces] = [placementOf(before).places, placementOf(after).places];
  const [oldWritten, newWritten] = [writtenBefore(before), writtenBefore(after)];
  return Object.entries(before.nodes).flatMap(([id, node]): readonly FlowChange[] => {
    if (!isStanding(node) || after.nodes[id]?.kind !== node.kind) return [];
    const [from, to] = [framesOf(oldPlaces.get(id)), framesOf(newPlaces.get(id))];
    if (from !== to) {
      const why = `It stood in ${from} and stands in ${to}. Whoever is inside finishes in the old version.`;
      return [{ class: "incompatible", node: id, what: "stands in another body", why }];
    }
    const [had, has] = [oldWritten.get(id)?.perhaps, newWritten.get(id)?.surely];
    const missing = (after.live[id] ?? []).filter(name => has?.has(name) && !had?.has(name));
    return missing.map(name => {
      const why = `What follows reads "${name}", which whoever stands here never got. They finish in the old version.`;
      return { class: "incompatible", node: id, what: `needs "${name}"`, why };
    });
  });
}

function framesOf(place: Place | undefined): string {
  const owners = (place === undefined ? [] : placesAround(place)).flatMap(({ region }) => {
    if (region.kind === "body") return [`the body of "${region.owner}"`];
    return region.kind === "frame" ? [`the arms of "${region.fork}"`] : [];
  });
  return owners.length === 0 ? "the flow itself" : owners.join(" in ");
}
