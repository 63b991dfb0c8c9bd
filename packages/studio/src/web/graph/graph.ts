import type { Editability, KernelNode } from "@flowline/ir";
import type { NodeCountsView } from "../../api/types.js";

/** A flow as it is drawn: boxes with their place, and arrows. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** Where cursors of earlier versions still are, or have been, at nodes which this version no longer has. */
  readonly elsewhere: readonly { readonly id: string; readonly counts: NodeCountsView }[];
}

/** What a box stands for: the trigger, or a kernel node. */
export type GraphNodeKind = "audience" | KernelNode["kind"];

/** A box before it has a place. */
export interface GraphBox {
  readonly id: string;
  readonly kind: GraphNodeKind;
  /** The surface word. */
  readonly word: string;
  readonly label: string;
  /** `flows/drip.ts:3:4`, or null for what the compiler made. */
  readonly place: string | null;
  readonly editability: Editability;
  readonly counts: NodeCountsView;
}

/** A box with its place: the upper left corner. */
export interface GraphNode extends GraphBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** An arrow before the layout has seen it. */
export interface GraphLink {
  readonly from: string;
  readonly to: string;
  /** What must hold to go this way, in a word; null where there is only one way. */
  readonly label: string | null;
}

/** An arrow. One that passes over other boxes runs down beside them, at `laneX`. */
export interface GraphEdge extends GraphLink {
  readonly id: string;
  readonly laneX: number | null;
}
