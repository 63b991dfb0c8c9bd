import type { NodeMeta, Span } from "@flowline/ir";
import { editabilityOf } from "../editability.js";
import type { Call } from "../flow-scope.js";

import type { Position } from "./position.js";

/** How the node of a call was written. */
export function metaOf(call: Call, at: Position, label: string): NodeMeta {
  return {
    word: call.link.word,
    label,
    span: call.site?.span ?? null,
    editability: editabilityOf(call, at),
    from: at.from,
    groups: at.groups,
  };
}

/** How a node was written that the compiler made: `guard`, `join` or `end`. */
export function madeMeta(
  at: Position,
  word: "guard" | "join" | "end",
  label: string,
  span: Span | null = null,
): NodeMeta {
  const reason = `it belongs to the ${word === "end" ? "body" : "node"} that it stands at`;
  return { word, label, span, editability: { kind: "locked", reason }, from: at.from, groups: at.groups };
}

/** Texts in labels stay short. */
export function quoteShort(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}...` : text);
}
