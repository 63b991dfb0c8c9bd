import type { Position, Span } from "@flowline/ir";

/** One message file as it was read, able to say where an offset is. */
export interface SourceText {
  /** Relative to the project's folder, with forward slashes. */
  readonly file: string;
  readonly text: string;
  /** The offsets at which lines begin. */
  readonly lineStarts: readonly number[];
}

/** Remembers where the lines of a text begin. */
export function createSourceText(file: string, text: string): SourceText {
  const lineStarts = [0];
  for (let index = text.indexOf("\n"); index !== -1; index = text.indexOf("\n", index + 1)) lineStarts.push(index + 1);
  return Object.freeze({ file, text, lineStarts: Object.freeze(lineStarts) });
}

/** The stretch between two offsets; `end` is exclusive. */
export function spanBetween(source: SourceText, start: number, end: number): Span {
  return Object.freeze({
    file: source.file,
    start: positionOf(source, start),
    end: positionOf(source, Math.max(start, end)),
  });
}

function positionOf(source: SourceText, offset: number): Position {
  let low = 0;
  let high = source.lineStarts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((source.lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return Object.freeze({ line: low + 1, column: offset - (source.lineStarts[low] ?? 0) + 1, offset });
}
