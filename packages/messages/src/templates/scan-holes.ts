import type { Diagnostic, MessageVariable } from "@flowline/ir";
import { reportFinding } from "./message-findings.js";
import type { LiteralPart, Part, ValuePart } from "./part.js";
import type { SourceText } from "./source-text.js";
import { spanBetween } from "./source-text.js";

/** A place in a text where a variable (or escaped braces) stood. */
export interface Hole {
  readonly part: LiteralPart | ValuePart;
  /** Null for escaped braces. */
  readonly variable: MessageVariable | null;
}

/** A text cut at its variables: `texts` has one more entry than `holes`, and the two alternate. */
export interface ScannedText {
  readonly texts: readonly string[];
  readonly holes: readonly Hole[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Where a text comes from: `offsetOf` gives the place in the file of an offset in the text. */
export interface TextOrigin {
  readonly source: SourceText;
  readonly offsetOf: (offset: number) => number;
}

const NAME = String.raw`[\p{ID_Start}$_][\p{ID_Continue}$]*`;
const VARIABLE = new RegExp(`^(?:(${NAME})\\.)?(${NAME})(?:\\s*\\?\\?\\s*(?:"([^"]*)"|'([^']*)'))?$`, "u");

/** Finds every `{{ variable }}` of a text and every `\{{`, which stands for the braces themselves. */
export function scanHoles(text: string, origin: TextOrigin): ScannedText {
  const texts: string[] = [];
  const holes: Hole[] = [];
  const diagnostics: Diagnostic[] = [];
  let from = 0;
  for (let open = text.indexOf("{{"); open !== -1; open = text.indexOf("{{", from)) {
    const escaped = text[open - 1] === "\\" && open > from;
    const close = escaped ? open + 2 : endOfHole(text, open);
    texts.push(text.slice(from, escaped ? open - 1 : open));
    const hole = escaped
      ? { part: BRACES, variable: null }
      : readHole(text.slice(open, close), { origin, start: open, end: close });
    if ("code" in hole) {
      diagnostics.push(hole);
      holes.push({ part: NOTHING, variable: null });
    } else holes.push(hole);
    from = close;
  }
  texts.push(text.slice(from));
  return { texts, holes, diagnostics };
}

/** The text as parts, for outputs that need no Markdown. */
export function joinParts({ texts, holes }: ScannedText): readonly Part[] {
  return texts.flatMap((text, index): readonly Part[] => {
    const hole = holes[index];
    const literal: LiteralPart = { kind: "literal", text };
    return hole === undefined ? [literal] : [literal, hole.part];
  });
}

const BRACES: LiteralPart = Object.freeze({ kind: "literal", text: "{{" });
const NOTHING: LiteralPart = Object.freeze({ kind: "literal", text: "" });

/** After `}}`; for braces that are never closed, the end of the line. A third brace belongs to the hole. */
function endOfHole(text: string, open: number): number {
  const lineEnd = indexOrEnd(text, "\n", open);
  const close = text.indexOf("}}", open);
  if (close === -1 || close > lineEnd) return lineEnd;
  return text[close + 2] === "}" && text[open + 2] === "{" ? close + 3 : close + 2;
}

function indexOrEnd(text: string, search: string, from: number): number {
  const index = text.indexOf(search, from);
  return index === -1 ? text.length : index;
}

interface HolePlace {
  readonly origin: TextOrigin;
  readonly start: number;
  readonly end: number;
}

function readHole(raw: string, place: HolePlace): Hole | Diagnostic {
  const { source, offsetOf } = place.origin;
  const start = offsetOf(place.start);
  const span = spanBetween(source, start, Math.max(start, offsetOf(place.end - 1) + 1));
  if (!raw.endsWith("}}")) return reportFinding("FLOW2108", { message: `${quote(raw)} is never closed.`, span });
  const inner = raw.slice(2, -2).trim();
  if (inner === "") return reportFinding("FLOW2109", { message: "There is no name between these braces.", span });
  const match = VARIABLE.exec(inner);
  const field = match?.[2];
  if (match === null || field === undefined) {
    const fix = fixFor(inner);
    return reportFinding("FLOW2110", {
      message: `${quote(raw)} is not a variable.`,
      span,
      ...(fix === undefined ? {} : { fix }),
    });
  }
  const variable = Object.freeze({ field, subject: match[1] ?? null, span });
  return { part: Object.freeze({ kind: "value", field, fallback: match[3] ?? match[4] ?? null }), variable };
}

/** The better advice for what people bring from other template languages. */
function fixFor(inner: string): string | undefined {
  if (inner.startsWith("{")) return "Write two braces on each side: every value is escaped, there is no raw form.";
  if (/^[#/^>!&%]|^(if|else|each|for)\b/.test(inner)) {
    return "Decide in the flow: put what differs into a message of its own and send that with a guard.";
  }
  if (/[^|]\|[^|]/.test(inner)) return "Write the field alone; what it should look like belongs into a derived field.";
  if (/^[\p{ID_Continue}$.]+$/u.test(inner)) {
    return "A field is one name: {{ name }} or {{ user.name }}. Derive a field for what lies deeper.";
  }
  return undefined;
}

function quote(raw: string): string {
  const line = raw.trim();
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}
