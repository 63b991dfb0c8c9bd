// What the steps and `set`s of a chain have written, as a union of entries. A union and not an intersection of
// objects: it stays flat however long the chain is, two arms that write one name meet in it by themselves, and the
// object that a lambda sees is computed only where a lambda looks.

import type { Nothing } from "./frame.js";

/** One variable of a run: `steps.NAME` or `vars.NAME`, and what it holds. */
export interface Entry<Id extends string, Out> {
  readonly id: Id;
  readonly out: Out;
}

/** What a step of that name gave. */
export type Step<Name extends string, Out> = Entry<`steps.${Name}`, Out>;

/** Any entry. */
export type AnyEntry = Entry<string, unknown>;

/** The object `steps` of a lambda. */
export type StepsOf<E extends AnyEntry> = [E] extends [never] ? Nothing : View<E, "steps">;

/** The object `vars` of a lambda. */
export type VarsOf<E extends AnyEntry> = [E] extends [never] ? Nothing : View<E, "vars">;

/** What an object given to `set` adds. */
export type VarEntries<Values> = {
  [Name in keyof Values & string]: Entry<`vars.${Name}`, Widened<ResultOf<Values[Name]>>>;
}[keyof Values & string];

/** The same entries where it is not sure that they were written. */
export type Maybe<E extends AnyEntry> = E extends AnyEntry ? Entry<E["id"], E["out"] | undefined> : never;

/** The entries, those with one of these ids unsure. */
export type MaybeWhere<E extends AnyEntry, Id> = E extends AnyEntry
  ? E["id"] extends Id
    ? Entry<E["id"], E["out"] | undefined>
    : E
  : never;

/** The entries of a body that may not have run, after a chain that had `Before`. */
export type Unsure<Before extends AnyEntry, After extends AnyEntry> =
  | Before
  | MaybeWhere<After, Exclude<After["id"], Before["id"]>>;

type View<E extends AnyEntry, In extends string> = {
  readonly [Each in E as Each["id"] extends `${In}.${infer Name}` ? Name : never]: Each["out"];
};

type ResultOf<Value> = Value extends (...args: never) => infer Result ? Result : Value;

/** A variable may take another value of its type later. */
type Widened<Value> = Value extends string
  ? string
  : Value extends number
    ? number
    : Value extends boolean
      ? boolean
      : Value;
