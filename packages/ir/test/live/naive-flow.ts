import type { FlowSemantics, KernelNode, Placement, Token } from "@flowline/ir";
import { placementOf, placesAround, writtenBy } from "@flowline/ir";

/** One way that control may take. */
interface Way {
  readonly from: string;
  readonly to: string;
  readonly writes: readonly string[];
  /** The scope, or `""` for the run, whose steps have been undone on it. */
  readonly undoes: string | null;
}

/** A body, a frame of arms, or what lies outside of them. */
export interface Surrounding {
  readonly kind: "flow" | "onError" | "body" | "frame";
  /** The body's owner, or the frame's join. */
  readonly id: string;
  readonly token: Token;
}

/** A flow with the ways that control may take in it. */
export interface NaiveFlow {
  readonly flow: FlowSemantics;
  readonly ways: readonly Way[];
  /** Innermost first. */
  readonly around: ReadonlyMap<string, readonly Surrounding[]>;
  readonly arrivals: Placement["arrivals"];
}

/** Reads the semantics page. */
export function naiveFlow(flow: FlowSemantics): NaiveFlow {
  const { places, arrivals } = placementOf(flow);
  const around = new Map<string, readonly Surrounding[]>();
  for (const [node, place] of places) {
    const all = placesAround(place).map(({ region, token }): Surrounding => {
      const id = region.kind === "body" ? region.owner : region.kind === "frame" ? region.join : "";
      return { kind: region.kind, id, token };
    });
    around.set(node, all);
  }
  const ways = Object.entries(flow.nodes).flatMap(([from, node]) => {
    if (isOver(node)) return [];
    const way: MakeWay = (to, writes = []) => ({ from, to, writes, undoes: null });
    return [...ahead(flow, [from, node], way), ...failing(flow, around.get(from) ?? [], way)];
  });
  return { flow, ways, around, arrivals };
}

type MakeWay = (to: string, writes?: readonly string[]) => Way;

/** Whether a cursor is gone as soon as it comes there. */
export function isOver(node: KernelNode | undefined): boolean {
  return node?.kind === "exit" ? node.raise === null : node?.kind === "end" && node.of === null;
}

/** Whether it is a map whose items keep their variables for themselves. */
export function isPrivate(node: KernelNode | undefined): boolean {
  return node?.kind === "map" && node.concurrency > 1;
}

function again({ nodes }: FlowSemantics, id: string, way: MakeWay): readonly Way[] {
  const owner = nodes[id];
  if (owner?.kind === "map") return [way(owner.body, [`item.${id}`, `round.${id}`]), way(owner.next, writtenBy(owner))];
  if (owner?.kind !== "loop") return owner?.kind === "scope" ? [way(owner.next)] : [];
  const endless = owner.until === null && owner.max === null;
  return [way(owner.body, [`pass.${id}`]), ...(endless ? [] : [way(owner.next, writtenBy(owner))])];
}

function ahead(flow: FlowSemantics, [id, node]: readonly [string, KernelNode], way: MakeWay): readonly Way[] {
  const out = writtenBy(node);
  switch (node.kind) {
    case "step":
    case "call":
      return [way(node.next, out), ...(node.failed === null ? [] : [way(node.failed, [`error.${id}`])])];
    case "decide":
      return [...node.cases.map(({ next }) => next), node.otherwise].map(next => way(next, out));
    case "wait": {
      const pause = node.events.length === 0 && node.approval === null;
      return [...Object.values(node.arms), node.next].map(next => way(next, pause ? [] : out));
    }
    case "fork":
      return node.arms.map(({ next }) => way(next));
    case "map":
      return [way(node.body, [`item.${id}`, `round.${id}`]), way(node.next, out)];
    case "loop":
      return [way(node.body, [`pass.${id}`])];
    case "scope":
      return [way(node.body)];
    case "end":
      return isPrivate(flow.nodes[node.of ?? ""]) ? [] : again(flow, node.of ?? "", way);
    case "assign":
    case "join":
      return [way(node.next, out)];
    default:
      return [];
  }
}

function failing(flow: FlowSemantics, around: readonly Surrounding[], way: MakeWay): readonly Way[] {
  for (const surrounding of around) {
    const caught = caughtBy(flow, surrounding, way);
    if (caught !== null) return caught;
  }
  return [];
}

/** Null: the failure goes through it. */
function caughtBy(flow: FlowSemantics, { kind, id }: Surrounding, way: MakeWay): readonly Way[] | null {
  if (kind === "flow") return flow.onError === null ? [] : [{ ...way(flow.onError, ["error.run"]), undoes: "" }];
  const owner = flow.nodes[id];
  switch (owner?.kind) {
    case "join":
      return owner.armError === "arrive" ? [way(id)] : null;
    case "scope":
      return [{ ...way(owner.catch, [`error.${id}`]), undoes: id }];
    case "map":
      if (isPrivate(owner)) return [];
      return owner.itemError === "continue" ? again(flow, id, way) : null;
    default:
      return null;
  }
}
