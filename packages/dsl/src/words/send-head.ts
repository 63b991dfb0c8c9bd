import { sendLink } from "../links/send-link.js";
import { type Chain, chainOf } from "./chain.js";
import type { Guard } from "./guard.js";

/** The word `send` at the head of a chain, for the subject of one project. */
export type SendHead<Subject> = (message: string, guard?: Guard<Subject>) => Chain<Subject>;

/** `send` for any subject: the words of all projects run the same code and differ in types only. */
export function sendFrom<Subject>(...written: readonly unknown[]): Chain<Subject> {
  return chainOf<Subject>([sendLink(written)]);
}
