import type { Part } from "./part.js";

/**
 * Words that stand for parts while Markdown is turned into HTML and text. They are lower-case letters and digits, which
 * Markdown, HTML and URLs all leave alone, and they begin with something that the author has not written.
 */
export interface Placeholders {
  /** A word for the part. */
  hold(part: Part): string;
  /** The text with its words turned back into parts. */
  split(text: string): readonly Part[];
  /** Whether the text has such a word. */
  isIn(text: string): boolean;
}

/** Placeholders that do not occur in what the author wrote. */
export function createPlaceholders(written: string): Placeholders {
  const lower = written.toLowerCase();
  let prefix = "flhole";
  for (let attempt = 0; lower.includes(prefix); attempt += 1) prefix = `fl${attempt}hole`;
  const held: Part[] = [];
  const words = new RegExp(`${prefix}(\\d+)z`);
  return Object.freeze({
    hold: (part: Part) => {
      held.push(part);
      return `${prefix}${held.length - 1}z`;
    },
    split: (text: string) => {
      const pieces = text.split(words);
      const parts = pieces.map((piece, index): Part | undefined =>
        index % 2 === 0 ? { kind: "literal", text: piece } : held[Number(piece)],
      );
      return parts.filter(part => part !== undefined && (part.kind !== "literal" || part.text !== "")).map(freeze);
    },
    isIn: (text: string) => words.test(text),
  });
}

function freeze(part: Part | undefined): Part {
  return Object.freeze(part ?? { kind: "literal", text: "" });
}
