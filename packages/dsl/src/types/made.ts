import type { DRAFT, FlowDraft } from "@flowline/ir";
import type { AnyEntry, MaybeWhere } from "./entries.js";
import type { Frame } from "./frame.js";

/** Where a chain carries its types. It exists in types only. */
export declare const MADE: unique symbol;

/** Where a journey's chain carries the journey's name. It exists in types only. */
export declare const JOURNEY: unique symbol;

/** A chain that a journey of that name has made. */
export interface MadeBy<Name extends string> {
  /** Exists in types only. */
  readonly [JOURNEY]?: Name;
}

/** The types that a chain carries. */
interface Made<F extends Frame, E extends AnyEntry> {
  readonly frame: F;
  readonly entries: E;
}

/** Any chain: what an arm gives back, and what `use`, `call` and `start` take. */
export interface AnyChain {
  /** The chain as the compiler gets it. */
  readonly [DRAFT]: () => FlowDraft;
}

/** The end of a chain: nothing runs after `exit` and `forever`, so nothing can be added. */
export interface NothingFollows extends AnyChain {
  /** Exists in types only. */
  readonly [MADE]?: "ended";
}

/** A chain on which the types of its steps can be read. */
export interface Typed<F extends Frame, E extends AnyEntry> extends AnyChain {
  /** Exists in types only. */
  readonly [MADE]?: Made<F, E>;
}

/** What the steps of a chain have written; nothing for one that has ended. */
export type EntriesOf<Arm> = Arm extends { readonly [MADE]?: { readonly entries: infer E extends AnyEntry } }
  ? E
  : never;

/** What an arm of these ends in: the entries of those that go on, unsure where one of them lacks the entry. */
export type Merged<Arms> = MaybeWhere<EntriesOf<Arms>, MissingIn<Arms, EntriesOf<Arms>["id"]>>;

/** Whether all of these arms have ended. */
export type AllEnded<Arms> = [Arms] extends [NothingFollows] ? true : false;

type MissingIn<Arms, Ids> = Arms extends { readonly [MADE]?: { readonly entries: infer E extends AnyEntry } }
  ? Exclude<Ids, E["id"]>
  : never;
