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
  assign: <path d="M4 7.5h12M4 12.5h12" />,
  fork: <path d="M10 3v4M10 7 4.5 12v5M10 7l5.5 5v5" />,
  join: <path d="M4.5 3v5l5.5 5 5.5-5V3M10 13v4" />,
  map: <path d="M3.5 5h3v3h-3ZM3.5 12h3v3h-3ZM9 6.5h8M9 13.5h8" />,
  loop: <path d="M15.8 7.5A6.5 6.5 0 1 0 16.5 10M16.5 3.5v4h-4" />,
  call: <path d="M4 10h11M11 5.5l4.5 4.5-4.5 4.5" />,
  scope: <rect x="3" y="3" width="14" height="14" rx="3" strokeDasharray="3 2" />,
  exit: <path d="M8 3.5H4v13h4M8.5 10H17M13.5 6.5 17 10l-3.5 3.5" />,
  end: (
    <>
      <circle cx="10" cy="10" r="7.2" />
      <path d="m6.8 10.2 2.2 2.2 4.2-4.6" />
    </>
  ),
};
