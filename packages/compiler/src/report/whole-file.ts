import type { Position, Span } from "@flowline/ir";

const start: Position = Object.freeze({ line: 1, column: 1, offset: 0 });

/** The place of a finding about a file as such, not about a line of it: nothing, at the very beginning. */
export function wholeFile(file: string): Span {
  return Object.freeze({ file, start, end: start });
}

/** Whether a place means its file as such. No line of it is worth showing then. */
export function isWholeFile(span: Span): boolean {
  return span.end.offset === 0;
}
