import type { ReactElement } from "react";
import type { GraphNodeKind } from "../graph/graph.js";

/** A small picture of what a node does. The label says it too, so it is hidden from screen readers. */
export function KindIcon({ kind }: { readonly kind: GraphNodeKind }): ReactElement {
  return (
    <svg viewBox="0 0 20 20" width="18" height="18" className="kind-icon" aria-hidden="true">
      {SHAPES[kind]}
    </svg>
  );
}

const SHAPES: Readonly<Record<GraphNodeKind, ReactElement>> = {
  audience: (
    <>
      <circle cx="7.5" cy="7" r="2.8" />
      <path d="M2.5 16c.4-3 2.3-4.6 5-4.6s4.6 1.6 5 4.6" />
      <path d="M13 4.6a2.6 2.6 0 0 1 0 5M14.4 11.8c1.8.5 2.8 2 3.1 4.2" />
    </>
  ),
  step: (
    <>
      <rect x="2.5" y="4.5" width="15" height="11" rx="2.2" />
      <path d="m3.2 6 6.8 5 6.8-5" />
    </>
  ),
  wait: (
    <>
      <circle cx="10" cy="10" r="7.2" />
      <path d="M10 5.8V10l2.8 1.8" />
    </>
  ),
  decide: <path d="M10 2.5 17.5 10 10 17.5 2.5 10Z" />,
  end: (
    <>
      <circle cx="10" cy="10" r="7.2" />
      <path d="m6.8 10.2 2.2 2.2 4.2-4.6" />
    </>
  ),
};
