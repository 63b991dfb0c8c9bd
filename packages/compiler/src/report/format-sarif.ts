import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic, Severity, Span } from "@flowline/ir";
import { PROJECT_FILES } from "../1-load/find-project.js";
import type { DiagnosticPage } from "../diagnostics/definitions.js";
import { type Folders, rootPath } from "./root-path.js";

/** What a SARIF log depends on. */
export interface SarifOptions extends Folders {
  /** The pages of all codes that may be reported. */
  readonly pages: readonly DiagnosticPage[];
}

const levels: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note" };

/**
 * The findings as a SARIF 2.1.0 log, as code scanning reads it. Paths are relative to the repository's root, and lines
 * and columns count as ours do: from 1, in UTF-16 code units, the end exclusive.
 */
export function formatSarif(diagnostics: readonly Diagnostic[], options: SarifOptions): string {
  const rules = rulesFor(diagnostics, options.pages);
  const numbers = new Map(rules.map((rule, index) => [rule.id, index]));
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "Flowline", rules } },
        columnKind: "utf16CodeUnits",
        results: diagnostics.map(diagnostic => printResult(diagnostic, numbers.get(diagnostic.code), options)),
      },
    ],
  };
  return JSON.stringify(log, null, 2);
}

/** A rule for each code that was reported, by code. */
function rulesFor(diagnostics: readonly Diagnostic[], pages: readonly DiagnosticPage[]) {
  const known = new Map(pages.map(page => [page.code, page]));
  const reported = new Map(diagnostics.map(diagnostic => [diagnostic.code, diagnostic]));
  return [...reported.values()]
    .sort((left, right) => (left.code < right.code ? -1 : 1))
    .map(diagnostic => printRule(diagnostic, known.get(diagnostic.code)));
}

function printRule({ code, severity, cause, fix }: Diagnostic, page: DiagnosticPage | undefined) {
  const spelling =
    page?.spelling === undefined ? "" : `\n\nWrong:\n${page.spelling.wrong}\n\nRight:\n${page.spelling.right}`;
  return {
    id: code,
    shortDescription: { text: page?.title ?? cause },
    help: { text: `${page?.page ?? `${cause} ${fix}`}${spelling}\n\nSee \`flow explain ${code}\`.` },
    defaultConfiguration: { level: levels[page?.severity ?? severity] },
  };
}

function printResult(diagnostic: Diagnostic, ruleIndex: number | undefined, options: SarifOptions) {
  const { code, severity, message, cause, fix, span, related } = diagnostic;
  return {
    ruleId: code,
    ruleIndex,
    level: levels[severity],
    message: { text: `${message}\nWhy: ${cause}\nFix: ${fix}` },
    locations: [{ physicalLocation: span === null ? projectLocation(options) : printLocation(span, options) }],
    relatedLocations: related.map((other, id) => ({
      id,
      message: { text: other.message },
      physicalLocation: printLocation(other.span, options),
    })),
  };
}

/** GitHub refuses a log as a whole where one result has no place; what concerns the project stands at its file. */
function projectLocation(options: SarifOptions) {
  const found = PROJECT_FILES.find(name => existsSync(join(options.projectDir, name)));
  return { artifactLocation: printFile(found ?? "flow.config.ts", options) };
}

function printLocation({ file, start, end }: Span, folders: Folders) {
  return {
    artifactLocation: printFile(file, folders),
    region: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
  };
}

function printFile(file: string, folders: Folders) {
  const uri = rootPath(file, folders).split("/").map(encodeURIComponent).join("/");
  return { uri, uriBaseId: "%SRCROOT%" };
}
