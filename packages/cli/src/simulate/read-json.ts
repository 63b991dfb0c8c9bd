import { readFile } from "node:fs/promises";
import type { Json } from "@flowline/ir";
import { usageError } from "./usage-error.js";

/** An object of JSON, and where it came from, for the errors. */
export type JsonObject = Readonly<Record<string, Json>>;

/** JSON that stands on the command line, or in the file that is named there. */
export async function readJsonOrFile(text: string, what: string): Promise<Json> {
  return /^\s*[[{"]/.test(text) ? parseJson(text, what) : await readJsonFile(text, what);
}

/** A file of JSON. */
export async function readJsonFile(file: string, what: string): Promise<Json> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    const reason =
      error instanceof Error && "code" in error && error.code === "ENOENT" ? "does not exist" : "cannot be read";
    throw usageError(
      "NO_FILE",
      `${what} names the file ${file}, which ${reason}.`,
      "Give JSON, or the path of a .json file.",
    );
  }
  return parseJson(text.replace(/^\uFEFF/, ""), `${what} (${file})`);
}

/** Reads JSON, and says in one sentence where it is none. */
export function parseJson(text: string, what: string): Json {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const fix = `Write it as JSON, with double quotes, and the whole in single quotes for the shell: '{"id":"u1"}'.`;
    throw usageError("BAD_JSON", `${what} is not JSON: ${why}.`, fix);
  }
}

/** An object, or an error that says what was there instead. */
export function asObject(value: Json | undefined, what: string): JsonObject {
  if (isObject(value)) return value;
  const fix = 'Write an object: {"id":"u1"}.';
  throw usageError("BAD_SCENARIO", `${what} must be a JSON object, and is ${nameOf(value)}.`, fix);
}

/** Whether it is an object with members. */
function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A list, or nothing. */
export function asList(value: Json | undefined, what: string): readonly Json[] {
  if (value === undefined) return [];
  if (isList(value)) return value;
  throw usageError("BAD_SCENARIO", `${what} must be a list, and is ${nameOf(value)}.`, "Put it in square brackets.");
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function nameOf(value: Json | undefined): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : `a ${typeof value}`;
}
