import type { CaptureDraft, Json } from "@flowline/ir";
import { ITEM } from "@flowline/ir";

/** What a helper's own capture arrives in: its draft is made already. */
const CAPTURE = Symbol.for("flowline.capture");

/** What a capture thunk gives, as far as JSON can carry it; else why it cannot be kept. */
export function captureValue(thunk: () => unknown): CaptureDraft {
  try {
    return describeValue(thunk());
  } catch (error) {
    return { problem: `throws: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function describeValue(value: unknown): CaptureDraft {
  // A placeholder is a function to `typeof`, and answers to hardly anything else.
  const path: unknown = typeof value === "function" ? Reflect.get(value, ITEM) : undefined;
  if (Array.isArray(path)) return { item: path.map(String) };
  const made: unknown = typeof value === "object" && value !== null ? Reflect.get(value, CAPTURE) : undefined;
  if (made !== undefined) return isCapture(made) ? made : { problem: OTHER_HELPER };
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? { problem: "is an Invalid Date" } : { instant: value.toISOString() };
  }
  const problem = findProblem(value, new Set());
  if (problem !== null) return { problem };
  const json: Json = JSON.parse(JSON.stringify(value));
  return { value: json };
}

const OTHER_HELPER = "belongs to another function than the one that was read";

function isCapture(made: unknown): made is CaptureDraft {
  return typeof made === "object" && made !== null && ["value", "instant", "item", "problem"].some(key => key in made);
}

function findProblem(value: unknown, above: ReadonlySet<object>): string | null {
  if (value === null || typeof value === "string" || typeof value === "boolean") return null;
  if (typeof value === "number") return Number.isFinite(value) ? null : `is ${value}`;
  if (value === undefined) return "is undefined";
  if (typeof value !== "object") return `is a ${typeof value}`;
  if (above.has(value)) return "contains itself";
  const within = new Set(above).add(value);
  if (Array.isArray(value)) return firstProblem(value.entries(), within);
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype)
    return `is a ${value.constructor?.name || "class instance"}`;
  return firstProblem(Object.entries(value), within);
}

function firstProblem(
  members: Iterable<readonly [string | number, unknown]>,
  within: ReadonlySet<object>,
): string | null {
  for (const [key, member] of members) {
    const problem = findProblem(member, within);
    if (problem !== null) return `has at ${JSON.stringify(key)} something that ${problem}`;
  }
  return null;
}
