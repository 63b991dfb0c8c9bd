import type { Value } from "@flowline/ir";
import { isInstant } from "@flowline/ir";
import { readLink } from "./link.js";
import type { Part, ValuePart } from "./part.js";

/** Gives a field's value. */
export type ReadField = (field: string) => Value;

/** Fills the holes. `encode` makes a value safe for the output at hand; literals are safe already. */
export function renderParts(parts: readonly Part[], read: ReadField, encode: (text: string) => string): string {
  let output = "";
  for (const part of parts) {
    if (part.kind === "literal") output += part.text;
    else if (part.kind === "value") output += encode(renderValue(part, read));
    else {
      const url = readLink(part.url, value => renderValue(value, read));
      if (url !== undefined) output += part.before + encode(url) + part.after;
    }
  }
  return output;
}

/**
 * A value as one line of text: null is empty, an instant is its UTC date, and every run of line breaks and control
 * characters is one space, so that a value can neither begin a header nor pretend to be a paragraph of the message.
 */
function renderValue(part: ValuePart, read: ReadField): string {
  const value = read(part.field);
  if (value === null) return part.fallback ?? "";
  if (typeof value !== "string") return String(value);
  return isInstant(value) ? value.slice(0, 10) : flatten(value);
}

// C0, DEL, C1 and the two Unicode line separators.
const BREAKS = /[\p{Cc}\u2028\u2029]+/gu;
// A half of a surrogate pair cannot be written as UTF-8 and makes encodeURIComponent throw.
const LONE_SURROGATES = /\p{Surrogate}/gu;

function flatten(text: string): string {
  return text.replace(BREAKS, " ").replace(LONE_SURROGATES, "\ufffd");
}

/** Whether a text has characters that a header must not carry. */
export function hasBreaks(text: string): boolean {
  return text.search(BREAKS) !== -1;
}

/** Makes a text safe in HTML, inside and outside of quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`]/g, character => `&#${character.charCodeAt(0)};`);
}

/** For outputs in which a line of text needs no encoding. */
export function keepPlain(text: string): string {
  return text;
}
