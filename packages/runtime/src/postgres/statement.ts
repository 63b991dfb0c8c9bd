/** For statements over the application's tables: longer than the server itself lets any statement run. */
export const SLOW_REPLY_MS = 130_000;

/** One statement with its binds. `name` makes it a prepared statement of the connection. */
export interface Statement {
  readonly name?: string;
  readonly text: string;
  readonly values: readonly unknown[];
  /** How long its reply may take, where that differs from what the `Database` allows. Then the connection is given up. */
  readonly withinMs?: number;
}
