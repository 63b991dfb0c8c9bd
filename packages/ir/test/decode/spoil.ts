import { DecodeError, decodeFlow } from "@flowline/ir";
import { SEED_FLOW } from "../seed-flow.js";

type Draft = Record<string, unknown>;

/** The seed flow with the value at the path replaced (or, without a value, removed). */
export function spoil(path: readonly string[], ...value: readonly unknown[]): unknown {
  const json: Draft = JSON.parse(JSON.stringify(SEED_FLOW));
  const last = path.at(-1) ?? "";
  const holder = path.slice(0, -1).reduce((object, key) => object[key] as Draft, json);
  if (value.length === 0) Reflect.deleteProperty(holder, last);
  else Object.defineProperty(holder, last, { value: value[0], enumerable: true, configurable: true });
  return json;
}

/** What is said of a flow that must be refused. */
export function refusalOf(json: unknown): string {
  try {
    decodeFlow(json);
  } catch (error) {
    if (error instanceof DecodeError) return error.message;
    throw error;
  }
  throw new Error("The flow was accepted.");
}

/** The place of the only guard. */
export const WHEN = ["nodes", "upgrade.guard", "cases", "0", "when"];
export const field = (name: string, scalar: string, nullable = false) => ({
  op: "field",
  name,
  type: { scalar, nullable },
});
export const literal = (value: unknown, scalar: string, nullable = false) => ({
  op: "literal",
  value,
  type: { scalar, nullable },
});
