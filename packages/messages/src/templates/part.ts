/**
 * A compiled message is a list of parts per output. The author's text was turned into HTML, text and headers once, with
 * holes where variables stand; a value is only ever put into a hole, encoded for that place. It is never read as
 * Markdown, HTML or a variable.
 */
export type Part = LiteralPart | ValuePart | LinkPart;

/** Finished output. */
export interface LiteralPart {
  readonly kind: "literal";
  readonly text: string;
}

/** A field's value, or where that is null the fallback, else nothing. */
export interface ValuePart {
  readonly kind: "value";
  readonly field: string;
  readonly fallback: string | null;
}

/** A URL with variables, with what surrounds it. All of it is left out where the finished URL is not safe. */
interface LinkPart {
  readonly kind: "link";
  readonly before: string;
  readonly url: readonly (LiteralPart | ValuePart)[];
  readonly after: string;
}
