import { Graph, layout } from "@dagrejs/dagre";
import type { Drawing, DrawnArrow, DrawnBox } from "@flowline/ir";
import { sizeOf } from "./size-of.js";

/** A box with its place: the upper left corner, in pixels. */
export interface PlacedBox extends DrawnBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A body: the frame round the boxes of one owner. */
export interface PlacedBody {
  readonly owner: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** An arrow with the points that it passes, and the place of its label. */
export interface PlacedArrow extends DrawnArrow {
  readonly points: readonly Point[];
  readonly labelAt: Point | null;
}

export interface Layout {
  readonly boxes: readonly PlacedBox[];
  /** Outermost first. */
  readonly bodies: readonly PlacedBody[];
  readonly arrows: readonly PlacedArrow[];
  readonly width: number;
  readonly height: number;
}

const PADDING = 18;
const GAPS = { nodesep: 36, ranksep: 44, edgesep: 18, marginx: 0, marginy: 0 } as const;

/**
 * Places a drawing in layers from the top down. A body is laid out by itself, with its owner on top, and then takes part in
 * what is around it as one box; so bodies nest as they do in the source.
 */
export function layOut(drawing: Drawing): Layout {
  const { boxes, arrows } = drawing;
  const owners = new Set(boxes.flatMap(({ owner }) => owner ?? []));
  const parents = new Map(boxes.map(({ key, owner }) => [key, owner]));
  const names = new Map(boxes.map(({ key }, index) => [key, `n${index}`]));
  return layOutBody(null, { boxes, arrows, owners, parents, names });
}

interface Context {
  readonly boxes: readonly DrawnBox[];
  readonly arrows: readonly DrawnArrow[];
  /** The boxes that have a body. */
  readonly owners: ReadonlySet<string>;
  readonly parents: ReadonlyMap<string, string | null>;
  /** Names for the graph library, to which a key such as `__proto__` would be more than a name. */
  readonly names: ReadonlyMap<string, string>;
}

function layOutBody(owner: string | null, context: Context): Layout {
  const members = context.boxes.filter(box => box.owner === owner);
  const inner = new Map(
    members.filter(({ key }) => context.owners.has(key)).map(({ key }) => [key, framed(layOutBody(key, context))]),
  );
  const head = owner === null ? [] : context.boxes.filter(({ key }) => key === owner);
  const nameOf = (key: string): string => context.names.get(key) ?? key;
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "TB", ...GAPS });
  for (const box of head) graph.setNode(nameOf(box.key), sizeOf(box));
  for (const box of members) graph.setNode(nameOf(box.key), inner.get(box.key) ?? sizeOf(box));
  const own = arrowsAt(owner, context);
  own.forEach(({ ends, arrow }, index) => {
    const label =
      arrow.label === null ? {} : { width: 7 * Math.min(arrow.label.length, 28) + 8, height: 16, labelpos: "c" };
    graph.setEdge(nameOf(ends[0]), nameOf(ends[1]), label, String(index));
  });
  layout(graph);
  return collect({ graph, nameOf, members, head, inner, own });
}

/** The arrows that are drawn at this level, between the boxes of this level that hold their ends. */
function arrowsAt(owner: string | null, { arrows, parents }: Context): readonly LevelArrow[] {
  return arrows.flatMap((arrow): readonly LevelArrow[] => {
    const from = arrow.inward && arrow.from === owner ? owner : memberAround(arrow.from, owner, parents);
    const to = memberAround(arrow.to, owner, parents);
    if (from === null || to === null || from === to) return [];
    return [{ arrow, ends: [from, to] }];
  });
}

interface LevelArrow {
  readonly arrow: DrawnArrow;
  readonly ends: readonly [string, string];
}

function memberAround(key: string, owner: string | null, parents: ReadonlyMap<string, string | null>): string | null {
  for (let at: string | null = key; at !== null; at = parents.get(at) ?? null) {
    if ((parents.get(at) ?? null) === owner) return at;
  }
  return null;
}

function framed(layout: Layout): Layout {
  const moved = shift(layout, { x: PADDING, y: PADDING });
  return { ...moved, width: layout.width + 2 * PADDING, height: layout.height + 2 * PADDING };
}

interface Laid {
  readonly graph: Graph;
  readonly nameOf: (key: string) => string;
  readonly members: readonly DrawnBox[];
  readonly head: readonly DrawnBox[];
  readonly inner: ReadonlyMap<string, Layout>;
  readonly own: readonly LevelArrow[];
}

function collect({ graph, nameOf, members, head, inner, own }: Laid): Layout {
  const boxes: PlacedBox[] = [];
  const bodies: PlacedBody[] = [];
  const arrows: PlacedArrow[] = own.map(({ arrow, ends }, index) => {
    const { points = [], x, y } = graph.edge({ v: nameOf(ends[0]), w: nameOf(ends[1]), name: String(index) });
    return { ...arrow, points, labelAt: x === undefined || y === undefined ? null : { x, y } };
  });
  for (const box of [...head, ...members]) {
    const { x = 0, y = 0, width = 0, height = 0 } = graph.node(nameOf(box.key));
    const corner = { x: x - width / 2, y: y - height / 2 };
    const body = inner.get(box.key);
    if (body === undefined) {
      boxes.push({ ...box, ...corner, width, height });
      continue;
    }
    const moved = shift(body, corner);
    bodies.push({ owner: box.key, ...corner, width, height }, ...moved.bodies);
    boxes.push(...moved.boxes);
    arrows.push(...moved.arrows);
  }
  const { width = 0, height = 0 } = graph.graph();
  return { boxes, bodies, arrows, width, height };
}

function shift(layout: Layout, by: Point): Layout {
  const move = <Placed extends Point>(placed: Placed): Placed => ({
    ...placed,
    x: placed.x + by.x,
    y: placed.y + by.y,
  });
  return {
    ...layout,
    boxes: layout.boxes.map(move),
    bodies: layout.bodies.map(move),
    arrows: layout.arrows.map(arrow => ({
      ...arrow,
      points: arrow.points.map(move),
      labelAt: arrow.labelAt === null ? null : move(arrow.labelAt),
    })),
  };
}
