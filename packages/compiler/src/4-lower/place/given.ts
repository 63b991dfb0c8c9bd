import type { ArgumentDraft, FlowDraft, Json, Span } from "@flowline/ir";
import type { SiteArgument } from "../../2-read/reading.js";
import { isList, isObject } from "../schema-type.js";

/** An argument, or a member of one, as the author gave it: its value, and where it is written. */
export interface Given {
  readonly draft: ArgumentDraft;
  /** The value's own place, else that of what it is part of. */
  readonly span: Span;
  readonly source: SiteArgument | null;
}

/** The place of the name that it is given under, or its own. */
export function nameSpanOf({ source, span }: Given): Span {
  return source?.nameSpan ?? span;
}

/** The member of an object, or of a value of the language. */
export function memberOf({ draft, span, source }: Given, name: string): Given | null {
  const member = memberDraft(draft, name);
  if (member === null) return null;
  const place = source?.members.get(name) ?? null;
  return { draft: member, span: place?.span ?? span, source: place };
}

/** The members of an object in the order in which they are written, or null for what is no object. */
export function membersOf(given: Given): readonly (readonly [string, Given])[] | null {
  const { draft } = given;
  const names =
    draft.kind === "object"
      ? Object.keys(draft.members)
      : draft.kind === "json" && isObject(draft.value)
        ? Object.keys(draft.value)
        : null;
  if (names === null) return null;
  return names.flatMap(name => {
    const member = memberOf(given, name);
    return member === null ? [] : [[name, member] as const];
  });
}

/** The items of a list, or null for what is no list. */
export function itemsOf({ draft, span, source }: Given): readonly Given[] | null {
  const drafts =
    draft.kind === "list"
      ? draft.items
      : draft.kind === "json" && isList(draft.value)
        ? draft.value.map((value): ArgumentDraft => ({ kind: "json", value }))
        : null;
  return (
    drafts?.map((item, index) => {
      const place = source?.members.get(String(index)) ?? null;
      return { draft: item, span: place?.span ?? span, source: place };
    }) ?? null
  );
}

/** The JSON value, or undefined for what is none. */
export function jsonOf({ draft }: Given): Json | undefined {
  return draft.kind === "json" ? draft.value : undefined;
}

/** The text, or null for what is none. */
export function textOf(given: Given | null): string | null {
  const value = given === null ? undefined : jsonOf(given);
  return typeof value === "string" ? value : null;
}

/** The chain that an arm gave, or null for what is no arm. */
export function chainOf(given: Given | null): FlowDraft | null {
  return given?.draft.kind === "chain" ? given.draft.chain : null;
}

/** Whether it is something that is asked during the run: a lambda, plain or marked as JavaScript. */
export function isLambda({ draft }: Given): boolean {
  return draft.kind === "lambda" || (draft.kind === "value" && draft.type === "js");
}

/** What it is, in words, for findings. */
export function describeGiven(given: Given | null): string {
  if (given === null) return "nothing";
  const { draft } = given;
  switch (draft.kind) {
    case "json":
      return shorten(JSON.stringify(draft.value));
    case "odd":
      return draft.what;
    case "instant":
      return "a Date";
    case "lambda":
      return "a function";
    case "chain":
      return "a chain";
    case "flow":
      return "a flow";
    case "schema":
      return "a schema";
    case "item":
      return "the item of forEach";
    case "value":
      return `a value of Flowline's (${draft.type})`;
    case "object":
      return "an object";
    case "list":
      return "a list";
  }
}

function memberDraft(draft: ArgumentDraft, name: string): ArgumentDraft | null {
  if (draft.kind === "object" || draft.kind === "value")
    return Object.hasOwn(draft.members, name) ? (draft.members[name] ?? null) : null;
  if (draft.kind !== "json" || !isObject(draft.value) || !Object.hasOwn(draft.value, name)) return null;
  const value = draft.value[name];
  return value === undefined ? null : { kind: "json", value };
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
