/** The `op` of every expression that stands anywhere in a value. */
export function operationsOf(value: unknown): ReadonlySet<string> {
  if (typeof value !== "object" || value === null) return new Set();
  const own = "op" in value && typeof value.op === "string" ? [value.op] : [];
  return new Set([...own, ...Object.values(value).flatMap(part => [...operationsOf(part)])]);
}
