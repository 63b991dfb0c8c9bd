interface Point {
  readonly x: number;
  readonly y: number;
}

/** An arrow's SVG path and the middle of its label. */
export interface EdgePath {
  readonly path: string;
  readonly labelX: number;
  readonly labelY: number;
}

/** A curve down to the next layer; with a lane, a way out to the right, down beside the boxes, and back in. */
export function printEdgePath(from: Point, to: Point, laneX: number | null): EdgePath {
  if (laneX === null) {
    const middle = (from.y + to.y) / 2;
    const path = `M${from.x},${from.y} C${from.x},${middle} ${to.x},${middle} ${to.x},${to.y}`;
    return { path, labelX: (from.x + to.x) / 2, labelY: middle };
  }
  const path = [
    `M${from.x},${from.y}`,
    `H${laneX - BEND}`,
    `Q${laneX},${from.y} ${laneX},${from.y + BEND}`,
    `V${to.y - BEND}`,
    `Q${laneX},${to.y} ${laneX - BEND},${to.y}`,
    `H${to.x}`,
  ].join(" ");
  return { path, labelX: (from.x + laneX) / 2, labelY: from.y };
}

const BEND = 14;
