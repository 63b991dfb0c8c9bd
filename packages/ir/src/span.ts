/** A stretch of source. Lines and columns count from 1, offsets from 0; `end` is exclusive. */
export interface Span {
  /** Relative to the project's folder, with forward slashes. */
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
}

export interface Position {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}
