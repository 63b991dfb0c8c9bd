import type { Editability, FlowMeta, JourneyCall, NodeMeta, Note } from "../flow.js";
import type { Position, Span } from "../span.js";
import {
  type Decoder,
  filledText,
  listOf,
  nullable,
  oneOf,
  recordOf,
  shape,
  tagged,
  text,
  wholeNumber,
} from "./decoder.js";

const decodePosition = shape<Position>({ line: wholeNumber(1), column: wholeNumber(1), offset: wholeNumber(0) });
const decodeSpan = shape<Span>({ file: filledText, start: decodePosition, end: decodePosition });

const decodeEditability = tagged<Editability>("kind", {
  literal: shape<Extract<Editability, { readonly kind: "literal" }>>({ kind: oneOf("literal") }),
  config: shape<Extract<Editability, { readonly kind: "config" }>>({ kind: oneOf("config") }),
  locked: shape<Extract<Editability, { readonly kind: "locked" }>>({ kind: oneOf("locked"), reason: text }),
});

const decodeNodeMeta = shape<NodeMeta>({
  word: filledText,
  label: text,
  span: nullable(decodeSpan),
  editability: decodeEditability,
  from: listOf(shape<JourneyCall>({ journey: filledText, span: nullable(decodeSpan) })),
  groups: listOf(text),
});

/** Where a flow's parts come from. */
export const decodeMeta: Decoder<FlowMeta> = shape<FlowMeta>({
  file: filledText,
  trigger: decodeNodeMeta,
  watchers: recordOf(decodeNodeMeta),
  nodes: recordOf(decodeNodeMeta),
  notes: listOf(shape<Note>({ text, before: nullable(filledText) })),
});
