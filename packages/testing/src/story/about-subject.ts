import type { EventIr, Expression, Json } from "@flowline/ir";

/**
 * The payload with the subject's id where the event's declaration looks for it, unless something stands there already. Only a
 * plain path (`event.user.id`) can be filled in.
 */
export function aboutSubject(declared: EventIr | undefined, payload: Json, id: Json): Json {
  const path = declared?.id === null || declared === undefined ? null : pathOf(declared.id);
  return path === null ? payload : fill(payload, path, id);
}

function pathOf(expression: Expression): readonly string[] | null {
  if (expression.op === "variable" && expression.name === "event") return [];
  if (expression.op !== "member") return null;
  const outer = pathOf(expression.of);
  return outer === null ? null : [...outer, expression.name];
}

function fill(value: Json, path: readonly string[], id: Json): Json {
  const [name, ...rest] = path;
  if (name === undefined) return value ?? id;
  if (value !== null && (typeof value !== "object" || isList(value))) return value;
  const members = value ?? {};
  const present = Object.hasOwn(members, name) ? (members[name] ?? null) : null;
  return { ...members, [name]: fill(present, rest, id) };
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
