import * as arms from "./arms.js";
import * as build from "./build.js";
import * as change from "./change.js";
import type { DiagnosticDefinition } from "./definition.js";
import * as expressions from "./expressions.js";
import * as flowNames from "./flow-names.js";
import * as form from "./form.js";
import * as graph from "./graph.js";
import * as lambdas from "./lambdas.js";
import * as names from "./names.js";
import * as readings from "./readings.js";
import { spellings } from "./spellings.js";
import * as words from "./words.js";

/** What can be told of a kind of finding without a case of it. */
export type DiagnosticPage = Pick<DiagnosticDefinition<never>, "code" | "severity" | "title" | "page" | "spelling">;

/** Every kind of finding that the compiler itself makes, by code. */
export const diagnosticPages: readonly DiagnosticPage[] = [
  form,
  words,
  lambdas,
  names,
  flowNames,
  readings,
  expressions,
  graph,
  arms,
  build,
  change,
]
  .flatMap(family => Object.values<unknown>(family))
  .filter(isPage)
  .map(({ code, severity, title, page, spelling = spellings[code] }) =>
    Object.freeze({ code, severity, title, page, ...(spelling === undefined ? {} : { spelling }) }),
  )
  .sort((left, right) => (left.code < right.code ? -1 : 1));

function isPage(value: unknown): value is DiagnosticPage {
  return typeof value === "object" && value !== null && "code" in value && "page" in value;
}
