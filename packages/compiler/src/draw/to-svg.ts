import { drawingOf, FlowError, type FlowIr } from "@flowline/ir";
import { type Layout, layOut, type PlacedArrow, type PlacedBody, type PlacedBox, type Point } from "./lay-out.js";
import { isDot, textOf } from "./size-of.js";
import { SVG_STYLE } from "./svg-style.js";

const MARGIN = 28;
const HEAD = 40;

/** A flow with more nodes than a picture can show. */
class DrawingTooLargeError extends FlowError {
  readonly code = "DRAWING_TOO_LARGE";
  readonly fix =
    "Draw it with --format dot or --format mermaid, which leave the places to others; or split the flow with call().";

  constructor({ flow }: FlowIr, count: number) {
    super(`The flow "${flow}" has ${count} nodes, and an SVG shows at most ${MAX_NODES}.`);
    this.name = "DrawingTooLargeError";
  }
}

/** The layout goes from node to node along a chain, and must come to its end before the stack does. */
const MAX_NODES = 500;

/**
 * The flow as a picture of its own: no script, no font and no file from elsewhere. It follows the reader's light or dark
 * setting, and every box carries its full text and its id as a title. Throws a `DrawingTooLargeError` above 500 nodes.
 */
export function toSvg(flow: FlowIr): string {
  const count = Object.keys(flow.nodes).length;
  if (count > MAX_NODES) throw new DrawingTooLargeError(flow, count);
  const layout = layOut(drawingOf(flow));
  const width = Math.ceil(Math.max(layout.width, flow.flow.length * 11) + 2 * MARGIN);
  const height = Math.ceil(layout.height + 2 * MARGIN + HEAD);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${printText(`The flow ${flow.flow}`)}">`,
    `<style>${SVG_STYLE}</style>`,
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="tip" d="M0 .5 7.5 4 0 7.5Z"/></marker></defs>',
    `<rect class="ground" width="${width}" height="${height}" rx="14"/>`,
    `<text class="name" x="${MARGIN}" y="${MARGIN + 10}">${printText(flow.flow)}</text>`,
    `<g transform="translate(${MARGIN} ${MARGIN + HEAD})">`,
    ...drawParts(layout),
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

function drawParts({ bodies, arrows, boxes }: Layout): readonly string[] {
  return [...bodies.map(drawBody), ...arrows.map(drawWay), ...boxes.map(drawBox), ...arrows.flatMap(drawLabel)];
}

function drawBody({ x, y, width, height }: PlacedBody): string {
  return `<rect class="body" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="16"/>`;
}

function drawBox(box: PlacedBox): string {
  const { x, y, width, height, role, key, label } = box;
  const title = `<title>${printText(label)}${key.startsWith(" ") ? "" : printText(` (${key})`)}</title>`;
  if (isDot(role)) {
    const [cx, cy] = [round(x + width / 2), round(y + height / 2)];
    const ring = role === "end" ? `<circle class="ring" cx="${cx}" cy="${cy}" r="10"/>` : "";
    return `<g class="dot ${role}">${title}${ring}<circle cx="${cx}" cy="${cy}" r="6"/></g>`;
  }
  const { eyebrow, lines } = textOf(box);
  const rows = lines.map(
    (line, row) => `<tspan x="${round(x + 16)}" y="${round(y + 40 + row * 18)}">${printText(line)}</tspan>`,
  );
  return [
    `<g class="box ${role.replace(" ", "-")}">${title}`,
    `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="10"/>`,
    `<rect class="edge" x="${round(x)}" y="${round(y)}" width="5" height="${round(height)}" rx="2.5"/>`,
    `<text class="eyebrow" x="${round(x + 16)}" y="${round(y + 20)}">${printText(eyebrow ?? "")}</text>`,
    `<text>${rows.join("")}</text></g>`,
  ].join("");
}

function drawWay({ points, inward }: PlacedArrow): string {
  return `<path class="way${inward ? " inward" : ""}" d="${pathOf(points)}" marker-end="url(#tip)"/>`;
}

/** A line through the points with round corners: to the middle between two points, bending at each. */
function pathOf(points: readonly Point[]): string {
  const [first, ...others] = points;
  if (first === undefined) return "";
  const last = others.pop() ?? first;
  const bends = others.map((point, index) => {
    const next = others[index + 1] ?? last;
    return `Q${at(point)} ${at({ x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 })}`;
  });
  return `M${at(first)}${bends.join("")}L${at(last)}`;
}

function drawLabel({ label, labelAt }: PlacedArrow): readonly string[] {
  if (label === null || labelAt === null) return [];
  const text = label.length > 28 ? `${label.slice(0, 26)}…` : label;
  return [
    `<text class="label" x="${round(labelAt.x)}" y="${round(labelAt.y + 4)}"><title>${printText(label)}</title>${printText(text)}</text>`,
  ];
}

function at({ x, y }: Point): string {
  return `${round(x)} ${round(y)}`;
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** Text of the author's never becomes markup. Characters that XML cannot hold are left out. */
function printText(text: string): string {
  const holdable = text.replace(/\s+/g, " ").replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, "");
  return holdable.replace(/[<>&"']/g, sign => `&#${sign.charCodeAt(0)};`);
}
