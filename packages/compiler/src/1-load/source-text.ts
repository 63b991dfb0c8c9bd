import { readFile } from "node:fs/promises";
import { relative, sep } from "node:path";
import type { Position, Span } from "@flowline/ir";

/** One file of the project as it was read: places in it are counted in the text without its byte order mark. */
export interface SourceText {
  /** Absolute, in the system's own spelling. */
  readonly path: string;
  /** Relative to the project's folder, with forward slashes. */
  readonly file: string;
  readonly text: string;
  /** The offset at which each line begins. */
  readonly lineStarts: readonly number[];
}

/** Reads a file of the project. */
export async function readSourceText(projectDir: string, path: string): Promise<SourceText> {
  return createSourceText(projectDir, path, await readFile(path, "utf8"));
}

/** A text with its line table. The byte order mark is not part of it. */
export function createSourceText(projectDir: string, path: string, written: string): SourceText {
  const text = written.startsWith("\uFEFF") ? written.slice(1) : written;
  return Object.freeze({ path, file: relativeFile(projectDir, path), text, lineStarts: findLineStarts(text) });
}

/** The path from the project's folder to a file, with forward slashes on every system. */
function relativeFile(projectDir: string, path: string): string {
  return relative(projectDir, path).split(sep).join("/");
}

/** The place of `text.slice(start, end)`. */
export function spanAt(source: SourceText, start: number, end: number): Span {
  return { file: source.file, start: positionAt(source, start), end: positionAt(source, end) };
}

/** The offset of a line and column, both counted from 1; the nearest one where the text has no such place. */
export function offsetAt(source: SourceText, line: number, column: number): number {
  const start = source.lineStarts[line - 1] ?? source.text.length;
  return Math.max(0, Math.min(start + column - 1, source.text.length));
}

function positionAt(source: SourceText, offset: number): Position {
  let low = 0;
  let high = source.lineStarts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((source.lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (source.lineStarts[low] ?? 0) + 1, offset };
}

/** The same line ends as TypeScript and esbuild count, so that their places and ours agree. */
function findLineStarts(text: string): readonly number[] {
  return [0, ...Array.from(text.matchAll(/\r\n|[\n\r\u2028\u2029]/g), end => end.index + end[0].length)];
}
