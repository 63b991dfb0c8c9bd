import type { ErrorView } from "../api/types.js";

/** An answer that is not what was asked for. */
export interface Problem {
  readonly status: 400 | 403 | 404 | 409 | 413 | 415 | 500 | 503;
  readonly body: ErrorView;
}

/** Makes a problem; `message` is a sentence for the person at the page. */
export function problem(status: Problem["status"], code: string, message: string): Problem {
  return { status, body: { error: { code, message } } };
}

/**
 * What an error of the runtime's client means for the page. The codes are the runtime's; whatever has none is shown by
 * its message alone, never with a stack.
 */
export function toProblem(error: unknown): Problem {
  const { code, message } = describe(error);
  const known = STATUS_OF_CODE[code];
  if (code === "DATABASE_UNREACHABLE") {
    return problem(503, code, "The database cannot be reached. The page goes on trying and recovers by itself.");
  }
  if (known !== undefined) {
    return problem(known, code, message);
  }
  return problem(500, "INTERNAL", `The studio could not answer: ${message}`);
}

const STATUS_OF_CODE: Readonly<Record<string, Problem["status"]>> = {
  SCHEMA_VERSION: 503,
  DATABASE_SETTING: 503,
  CLOCK: 409,
  UNKNOWN_FLOW: 404,
};

function describe(error: unknown): { readonly code: string; readonly message: string } {
  if (!(error instanceof Error)) {
    return { code: "", message: String(error) };
  }
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  const fix = "fix" in error && typeof error.fix === "string" ? ` ${error.fix}` : "";
  return { code, message: `${error.message}${fix}` };
}
