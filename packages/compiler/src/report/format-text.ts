import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic, Severity, Span } from "@flowline/ir";
import { codeFrame } from "./code-frame.js";

/** What the text depends on. */
export interface TextOptions {
  readonly color: boolean;
  readonly projectDir: string;
}

/** The findings for people, with the source around each place. */
export function formatText(diagnostics: readonly Diagnostic[], { color, projectDir }: TextOptions): string {
  const printer: Printer = { paint: color ? paint : text => text, read: createReader(projectDir) };
  const blocks = diagnostics.map(diagnostic => printDiagnostic(diagnostic, printer));
  return blocks.length === 0 ? "" : [...blocks, summarize(diagnostics)].join("\n\n");
}

type Style = "error" | "warning" | "info" | "strong" | "faint";

interface Printer {
  readonly paint: (text: string, style: Style) => string;
  /** The text of a file, or null where it cannot be read. */
  readonly read: (file: string) => string | null;
}

const CODES: Readonly<Record<Style, string>> = {
  error: "31;1",
  warning: "33;1",
  info: "36;1",
  strong: "1",
  faint: "2",
};

function paint(text: string, style: Style): string {
  return `\u001B[${CODES[style]}m${text}\u001B[0m`;
}

function createReader(projectDir: string): Printer["read"] {
  const known = new Map<string, string | null>();
  return file => {
    const text = known.get(file);
    if (text !== undefined) return text;
    const read = readOrNull(join(projectDir, file));
    known.set(file, read);
    return read;
  };
}

/** A finding is worth printing without its source, too. */
function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

function printDiagnostic(diagnostic: Diagnostic, printer: Printer): string {
  const { severity, code, message, cause, fix, span, related } = diagnostic;
  return [
    `${printer.paint(`${severity} ${code}`, severity)} ${printer.paint(message, "strong")}`,
    ...printPlace(span, printer),
    ...related.flatMap(other => [`  ${other.message}`, ...printPlace(other.span, printer)]),
    `  ${printer.paint("why:", "faint")} ${cause}`,
    `  ${printer.paint("fix:", "faint")} ${fix}`,
  ].join("\n");
}

function printPlace(span: Span | null, { paint, read }: Printer): readonly string[] {
  if (span === null) return [];
  const text = read(span.file);
  const frame = text === null ? "" : codeFrame(text, span);
  const place = `  ${paint(`${span.file}:${span.start.line}:${span.start.column}`, "faint")}`;
  return frame === "" ? [place] : [place, "", indent(frame), ""];
}

function indent(text: string): string {
  return text
    .split("\n")
    .map(line => `  ${line}`)
    .join("\n");
}

function summarize(diagnostics: readonly Diagnostic[]): string {
  const severities: readonly Severity[] = ["error", "warning", "info"];
  const counts = severities.flatMap(severity => {
    const count = diagnostics.filter(diagnostic => diagnostic.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}${count === 1 || severity === "info" ? "" : "s"}`];
  });
  return counts.join(", ");
}
