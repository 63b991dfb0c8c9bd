import type { Json } from "@flowline/ir";
import { type Given, jsonOf } from "../place/given.js";
import { isObject } from "../schema-type.js";

/** What tells the items of `each` apart in ids: themselves, their `id` or `name`, else their place. */
export function eachKeys(items: readonly Given[]): readonly string[] {
  return items.map((item, index) => keyOf(jsonOf(item)) ?? String(index));
}

function keyOf(value: Json | undefined): string | null {
  if (typeof value === "string" || typeof value === "number") return String(value);
  if (!isObject(value)) return null;
  return (
    [value.id, value.name].map(member => (isObject(member) ? null : keyOf(member))).find(key => key !== null) ?? null
  );
}
