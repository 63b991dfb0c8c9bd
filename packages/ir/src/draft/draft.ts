import type { Json } from "../value-type.js";

/**
 * What the builder says when it has run: links in the order of the chain, with everything that only source can tell
 * (places, expression trees) left to the compiler. `@flowline/dsl` makes drafts, `@flowline/compiler` lowers them.
 * Drafts cross a process boundary as JSON. They judge nothing: what the author wrote is in them as it was written.
 */
export interface FlowDraft {
  /** Head first, where the chain has one: an arm has none. */
  readonly links: readonly LinkDraft[];
  /** What a chain of its own says of itself. */
  readonly journey: JourneyDraft | null;
}

/** One call of the language. */
export interface LinkDraft {
  readonly word: string;
  /** The number that the compiler wrote into the call, or null where the call was not instrumented. */
  readonly site: SiteNumber | null;
  readonly args: readonly ArgumentDraft[];
}

/** A number inside the project, or `PACKAGE:number` for a module that `flow build` has instrumented. */
export type SiteNumber = number | string;

/** An argument as the author gave it. */
export type ArgumentDraft =
  | { readonly kind: "json"; readonly value: Json }
  | { readonly kind: "instant"; readonly at: string }
  | { readonly kind: "lambda"; readonly lambda: LambdaDraft }
  /** A function in the place of an arm, already called; or a chain that was handed over (`use`). */
  | { readonly kind: "chain"; readonly chain: FlowDraft }
  /** Another flow, in the place of a flow: its name, and the input that it declares. */
  | { readonly kind: "flow"; readonly name: Json; readonly links: readonly LinkDraft[] }
  /** A zod schema, as JSON Schema (draft 2020-12) of its output; a date is `string` with format `date-time`. */
  | { readonly kind: "schema"; readonly schema: Json }
  /** The item of the enclosing `forEach`, or a member of it, used as a value; `ITEM` of the protocol says what `^` means. */
  | { readonly kind: "item"; readonly path: readonly string[] }
  /** A value of ours: `days(3).at("09:00")`, `event(...)`, `env(...)`. */
  | { readonly kind: "value"; readonly type: string; readonly members: Readonly<Record<string, ArgumentDraft>> }
  | { readonly kind: "object"; readonly members: Readonly<Record<string, ArgumentDraft>> }
  | { readonly kind: "list"; readonly items: readonly ArgumentDraft[] }
  /** What JSON cannot carry, in words: `a Map`. */
  | { readonly kind: "odd"; readonly what: string };

/** The journey whose call made the links that it stands at. */
export interface JourneyDraft {
  readonly name: string;
  readonly site: SiteNumber | null;
  /** What it says that the project must have. */
  readonly requires: { readonly events: Json; readonly messages: Json };
}

/** A lambda of the author's, joined with its source by the identity of the function. */
export interface LambdaDraft {
  /** The compiler's number of the lambda, or null where the function never passed an instrumented place. */
  readonly lambda: SiteNumber | null;
  /** One per capture thunk of that lambda, in order. */
  readonly captures: readonly CaptureDraft[];
}

/** A captured value, or why there is none. A captured `Date` is `{ instant }`; the item of a `forEach` is `{ item: PATH }`. */
export type CaptureDraft =
  | { readonly value: Json }
  | { readonly instant: string }
  | { readonly item: readonly string[] }
  | { readonly problem: string };

/** What `defineProject` says. */
export interface ProjectDraft {
  readonly subjects: Readonly<Record<string, SubjectDraft>>;
  readonly events: Readonly<Record<string, EventDraft>>;
  readonly messages: Json;
  readonly database: SettingDraft | null;
  readonly email: { readonly provider: "smtp"; readonly url: SettingDraft; readonly from: Json } | null;
}

export interface SubjectDraft {
  /** JSON Schema (draft 2020-12) of one row as zod 4 prints its output type; a date is `string` with format `date-time`. */
  readonly schema: Json;
  readonly source: { readonly type: "table"; readonly table: Json; readonly key: Json };
  readonly derive: Readonly<Record<string, LambdaDraft>>;
  readonly email: LambdaDraft | null;
  readonly zone: LambdaDraft | null;
  readonly locale: LambdaDraft | null;
}

export interface EventDraft {
  /** JSON Schema of the payload; null: none was given. */
  readonly schema: Json;
  readonly subject: Json;
  readonly id: LambdaDraft | null;
  readonly keys: Readonly<Record<string, LambdaDraft>>;
}

export type SettingDraft = { readonly env: string } | { readonly value: string };
