import { DecodeError } from "./decode-error.js";

/** Far above what people write, far below what exhausts the call stack of a recursive reader. */
const MAX_DEPTH = 500;

/** Throws where the JSON is nested so deeply that reading it by recursion would not be safe. */
export function refuseDeep(json: unknown): void {
  let level: readonly unknown[] = [json];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) throw new DecodeError("", `expected at most ${MAX_DEPTH} levels of nesting, found more`);
    level = level.flatMap(value => (typeof value === "object" && value !== null ? Object.values(value) : []));
  }
}
