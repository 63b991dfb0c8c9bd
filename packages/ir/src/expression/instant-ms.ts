import type { Value } from "../value-type.js";

/** The instant's milliseconds since 1970; NaN for null and for what is no instant. */
export function instantMs(value: Value): number {
  return typeof value === "string" ? Date.parse(value) : Number.NaN;
}
