/**
 * How an expression can be answered: by an index over a field of the event (a `where` with an equality), by a query as
 * well as by the interpreter, or by the interpreter alone.
 */
export type Tier = "indexable" | "portable" | "javascript";
