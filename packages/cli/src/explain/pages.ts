import { type DiagnosticPage, diagnosticPages } from "@flowline/compiler";
import { messagePages } from "@flowline/messages";

/** The page of every finding that `flow compile` can make, by code. */
export const pages: readonly DiagnosticPage[] = Object.freeze(
  [...diagnosticPages, ...messagePages].sort((left, right) => (left.code < right.code ? -1 : 1)),
);

/** A family of codes: those with one first digit. */
export interface PageFamily {
  readonly digit: string;
  readonly name: string;
}

/** The families of codes, in order. */
export const families: readonly PageFamily[] = Object.freeze([
  { digit: "1", name: "form" },
  { digit: "2", name: "names" },
  { digit: "3", name: "expressions" },
  { digit: "4", name: "graph" },
  { digit: "5", name: "build" },
  { digit: "6", name: "change" },
  { digit: "7", name: "practice" },
]);

/** The pages of a family. */
export function pagesOf(family: PageFamily): readonly DiagnosticPage[] {
  return pages.filter(({ code }) => code.startsWith(`FLOW${family.digit}`));
}
