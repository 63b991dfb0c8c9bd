import type { FlowIr } from "../flow.js";
import { type DrawnBox, drawingOf } from "./drawing.js";

/** The flow in the language of Graphviz: bodies as clusters, what is watched for beside the rest. */
export function toDot(flow: FlowIr): string {
  const { boxes, arrows } = drawingOf(flow);
  const names = new Map(boxes.map(({ key }, index) => [key, `n${index}`]));
  const lines = [
    `digraph ${quote(flow.flow)} {`,
    '  graph [rankdir=TB, fontname="Helvetica", compound=true];',
    '  node [fontname="Helvetica", shape=box, style="rounded,filled", fillcolor="#ffffff"];',
    '  edge [fontname="Helvetica", fontsize=10];',
    ...clusterOf(null, { boxes, names, depth: 1 }),
    ...arrows.map(({ from, to, label }) => {
      const text = label === null ? "" : ` [label=${quote(label)}]`;
      return `  ${names.get(from)} -> ${names.get(to)}${text};`;
    }),
    "}",
  ];
  return `${lines.join("\n")}\n`;
}

interface Surroundings {
  readonly boxes: readonly DrawnBox[];
  readonly names: ReadonlyMap<string, string>;
  readonly depth: number;
}

function clusterOf(owner: string | null, { boxes, names, depth }: Surroundings): readonly string[] {
  const indent = "  ".repeat(depth);
  return boxes
    .filter(box => box.owner === owner)
    .flatMap(box => {
      const line = `${indent}${names.get(box.key)} [${attributesOf(box)}];`;
      const inner = clusterOf(box.key, { boxes, names, depth: depth + 1 });
      if (inner.length === 0) return [line];
      const head = `${indent}subgraph cluster_${names.get(box.key)} {`;
      return [
        line,
        head,
        `${indent}  label=${quote(box.label)}; style="rounded"; color="#94a3b8";`,
        ...inner,
        `${indent}}`,
      ];
    });
}

function attributesOf({ role, label }: DrawnBox): string {
  switch (role) {
    case "decide":
      return `label=${quote(label)}, shape=diamond, style=filled`;
    case "fork":
    case "join":
      return `label="", tooltip=${quote(label)}, shape=circle, width=0.2, style=filled, fillcolor="#334155"`;
    case "end":
      return `label="", tooltip=${quote(label)}, shape=doublecircle, width=0.15`;
    case "trigger":
      return `label=${quote(label)}, shape=cds`;
    case "goal":
    case "exit watch":
      return `label=${quote(label)}, shape=hexagon, style=dashed`;
    default:
      return `label=${quote(label)}`;
  }
}

function quote(text: string): string {
  return `"${text.replace(/\s+/g, " ").replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}
