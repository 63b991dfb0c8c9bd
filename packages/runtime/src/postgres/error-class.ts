/**
 * What an error of the database means for whoever sent the statement.
 * - `retry`: it did not take effect, and may the next time (serialization, deadlock, lock timeout)
 * - `unreachable`: the connection is gone or refused; whether the statement took effect is unknown
 * - `overloaded`: no room, no memory, canceled: back off, nothing is wrong with the data
 * - `data`: a value that Postgres cannot take: the fault of one row, never of its neighbours
 * - `other`: a bug, or a schema that is not ours
 */
export type ErrorClass = "retry" | "unreachable" | "overloaded" | "data" | "other";

export function classifyError(error: unknown): ErrorClass {
  const code = codeOf(error);
  if (code === undefined) {
    return isConnectionMessage(error) ? "unreachable" : "other";
  }
  if (["40001", "40P01", "55P03"].includes(code)) {
    return "retry";
  }
  if (code.startsWith("08") || code.startsWith("57P") || DEAD_SESSION.has(code) || SOCKET_CODES.has(code)) {
    return "unreachable";
  }
  if (code.startsWith("53") || code === "57014") {
    return "overloaded";
  }
  return code.startsWith("22") || code.startsWith("54") ? "data" : "other";
}

function codeOf(error: unknown): string | undefined {
  if (typeof error === "object" && error !== null && "code" in error && typeof error.code === "string") {
    return error.code;
  }
  if (error instanceof AggregateError) {
    return codeOf(error.errors[0]);
  }
  return undefined;
}

/** Read-only after a failover; ended by the server because it idled in a transaction, or the transaction took too long. */
const DEAD_SESSION = new Set(["25006", "25P03", "25P04"]);

const SOCKET_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOENT",
]);

/** The driver reports some broken connections by text only. */
function isConnectionMessage(error: unknown): boolean {
  return (
    error instanceof Error &&
    /Connection terminated|connection timeout|timeout expired|read timeout|not queryable|timeout exceeded when trying to connect/i.test(
      error.message,
    )
  );
}
