import type { Chain } from "./chain.js";
import { headOf } from "./chain-of.js";
import type { Guard } from "./guard.js";
import { HEAD_WORDS } from "./vocabulary.js";

/** The words that begin a flow, for one project. */
export interface Heads<Subject> {
  readonly send: (message: string, guard?: Guard<Subject>) => Chain<Subject>;
  readonly on: (...args: readonly unknown[]) => Chain<Subject>;
  readonly audience: (...args: readonly unknown[]) => Chain<Subject>;
  readonly schedule: (...args: readonly unknown[]) => Chain<Subject>;
  readonly manual: (...args: readonly unknown[]) => Chain<Subject>;
  readonly flow: (...args: readonly unknown[]) => Chain<Subject>;
  readonly task: (...args: readonly unknown[]) => Chain<Subject>;
}

/** The heads of a project. The words of all projects run the same code and differ in types only. */
export function headsOf<Subject>(): Heads<Subject>;
export function headsOf(): object {
  return Object.fromEntries(HEAD_WORDS.map(word => [word, headOf(word)]));
}
