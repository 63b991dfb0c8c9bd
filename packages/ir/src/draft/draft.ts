import type { Json } from "../value-type.js";

/**
 * What the builder says when it has run: links in the order of the chain, with everything that only source can tell
 * (places, expression trees) left to the compiler. `@flowline/dsl` makes drafts, `@flowline/compiler` lowers them.
 * Drafts cross a process boundary as JSON.
 */
export interface FlowDraft {
  readonly links: readonly DraftLink[];
}

export type DraftLink = SendDraft | WaitForDraft;

export interface SendDraft {
  readonly word: "send";
  /** The number that the compiler wrote into the call, or null where the call was not instrumented. */
  readonly site: number | null;
  readonly message: Json;
  readonly guard: LambdaDraft | null;
}

export interface WaitForDraft {
  readonly word: "waitFor";
  readonly site: number | null;
  readonly duration: Json;
}

/** A lambda of the author's, joined with its source by the identity of the function. */
export interface LambdaDraft {
  /** The compiler's number of the lambda, or null where the function never passed an instrumented place. */
  readonly lambda: number | null;
  /** One per capture thunk of that lambda, in order. */
  readonly captures: readonly CaptureDraft[];
}

/** A captured value, or why there is none. A captured `Date` is `{ instant }`. */
export type CaptureDraft = { readonly value: Json } | { readonly instant: string } | { readonly problem: string };

/** What `defineProject` says. */
export interface ProjectDraft {
  readonly subjects: Readonly<Record<string, SubjectDraft>>;
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
}

export type SettingDraft = { readonly env: string } | { readonly value: string };
