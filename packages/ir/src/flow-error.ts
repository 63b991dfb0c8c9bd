/** What went wrong outside the author's source. The code is stable; the message is for people and may change. */
export abstract class FlowError extends Error {
  /** A stable name of what happened: `DECODE`, `CANONICAL_JSON`, ... */
  abstract readonly code: string;
}
