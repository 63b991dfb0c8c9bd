import { isWellFormed } from "../well-formed.js";

/** PostgreSQL cuts longer identifiers off without an error, so that two names could become one. */
const MAX_IDENTIFIER_BYTES = 63;

/** The identifier in double quotes, whatever it holds. The only way in which a user's name enters SQL text. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** `users` or `crm.users`, each part quoted. */
export function quoteTable(table: string): string {
  return table.split(".").map(quoteIdentifier).join(".");
}

/** Why the name cannot be a PostgreSQL identifier, or undefined where it can. */
export function identifierProblem(name: string): string | undefined {
  if (name === "") return "an identifier must not be empty";
  if (name.includes("\0")) return "an identifier must not hold the character U+0000";
  if (!isWellFormed(name)) return "an identifier must not hold half a surrogate pair";
  const bytes = new TextEncoder().encode(name).length;
  return bytes <= MAX_IDENTIFIER_BYTES
    ? undefined
    : `an identifier has at most ${MAX_IDENTIFIER_BYTES} bytes, this one has ${bytes}`;
}
