import { type ArgumentDraft, DRAFT, type FlowDraft, type Json, type LinkDraft } from "@flowline/ir";
import { describeLambda } from "./describe-lambda.js";
import { itemPathOf } from "./item.js";
import { isZodSchema, jsonSchemaOf } from "./json-schema-of.js";

/** Deeper than any value that is meant; a guard against running out of stack. */
const MAX_DEPTH = 100;

/**
 * An argument as the compiler gets it. Nothing is judged and nothing thrown: what JSON cannot carry travels as a
 * description in words, and the compiler, which knows the place, says what is wrong with it.
 */
export function draftArgument(value: unknown, above: ReadonlySet<object> = new Set()): ArgumentDraft {
  if (itemPathOf(value) !== undefined) return { kind: "item", path: itemPathOf(value) ?? [] };
  if (value === null || typeof value === "string" || typeof value === "boolean") return { kind: "json", value };
  if (typeof value === "number") return Number.isFinite(value) ? { kind: "json", value } : odd(String(value));
  if (typeof value === "function") return ownDraft(value) ?? { kind: "lambda", lambda: describeLambda(value) };
  if (typeof value !== "object") return odd(value === undefined ? "undefined" : `a ${typeof value}`);
  if (above.has(value)) return odd("a value that contains itself");
  if (above.size >= MAX_DEPTH) return odd("a value nested too deep");
  return draftObject(value, new Set(above).add(value));
}

/** A chain in the place of a flow: whose head says what the flow is called and takes. */
export function draftFlow(value: unknown): ArgumentDraft {
  const isChain = typeof value === "object" && value !== null;
  const draft = isChain ? ownDraft(value, "head") : undefined;
  if (draft?.kind !== "chain") return draft ?? draftArgument(value);
  const { links } = draft.chain;
  return { kind: "flow", name: nameOf(links[0]), links };
}

/** What cannot be carried, in words. */
export function odd(what: string): ArgumentDraft {
  return { kind: "odd", what };
}

function draftObject(value: object, within: ReadonlySet<object>): ArgumentDraft {
  const own = ownDraft(value);
  if (own !== undefined) return own;
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? odd("an invalid Date") : { kind: "instant", at: value.toISOString() };
  }
  if (isZodSchema(value)) return { kind: "schema", schema: jsonSchemaOf(value, "output") };
  if (Array.isArray(value)) return draftList(value.map(item => draftArgument(item, within)));
  if (!isPlain(value)) return odd(`a ${value.constructor?.name || "class instance"}`);
  // A member that is undefined is absent, as in JSON.
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return draftMembers(members.map(([name, member]) => [name, draftArgument(member, within)]));
}

/** What a value of the language says of itself. */
function ownDraft(value: object, part: "whole" | "head" = "whole"): ArgumentDraft | undefined {
  const draft: unknown = Reflect.get(value, DRAFT);
  if (typeof draft !== "function") return undefined;
  const said: FlowDraft | ArgumentDraft | object = Reflect.apply(draft, value, [part]);
  if ("journey" in said) return { kind: "chain", chain: said };
  return "kind" in said ? said : odd("a project");
}

function draftList(items: readonly ArgumentDraft[]): ArgumentDraft {
  const values = items.flatMap(item => (item.kind === "json" ? [item.value] : []));
  return values.length === items.length ? { kind: "json", value: values } : { kind: "list", items };
}

function draftMembers(members: readonly (readonly [string, ArgumentDraft])[]): ArgumentDraft {
  const values = members.flatMap(([name, member]): [string, Json][] =>
    member.kind === "json" ? [[name, member.value]] : [],
  );
  return values.length === members.length
    ? { kind: "json", value: Object.fromEntries(values) }
    : { kind: "object", members: Object.fromEntries(members) };
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** The name that a head gives its flow: `flow("x", ...)`, `task("x", ...)`, or the option `name` of any other. */
function nameOf(head: LinkDraft | undefined): Json {
  const [first] = head?.args ?? [];
  if (head?.word === "flow" || head?.word === "task") return first?.kind === "json" ? first.value : null;
  // The option of `send` names the step.
  if (head?.word === "send") return null;
  for (const arg of head?.args ?? []) {
    const name = memberOf(arg, "name");
    if (name !== undefined) return name;
  }
  return null;
}

function memberOf(arg: ArgumentDraft, name: string): Json | undefined {
  if (arg.kind === "object") {
    const member = arg.members[name];
    return member?.kind === "json" ? member.value : undefined;
  }
  if (arg.kind !== "json" || typeof arg.value !== "object" || arg.value === null || Array.isArray(arg.value)) {
    return undefined;
  }
  return Object.entries(arg.value).find(([key]) => key === name)?.[1];
}
