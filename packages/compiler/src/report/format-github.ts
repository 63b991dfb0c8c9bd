import type { Diagnostic, Severity, Span } from "@flowline/ir";
import { type Folders, rootPath } from "./root-path.js";

const commands: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "notice" };

/** One workflow command of GitHub Actions for each finding; the runner makes annotations of them. */
export function formatGithub(diagnostics: readonly Diagnostic[], folders: Folders): string {
  return diagnostics.map(diagnostic => printCommand(diagnostic, folders)).join("\n");
}

function printCommand({ severity, code, message, cause, fix, span, related }: Diagnostic, folders: Folders): string {
  const properties = [...(span === null ? [] : placeOf(span, folders)), ["title", code]]
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`)
    .join(",");
  const others = related.map(other => `${other.message} ${printPlace(other.span, folders)}`);
  const text = [message, ...others, `why: ${cause}`, `fix: ${fix}`].join("\n");
  return `::${commands[severity]} ${properties}::${escapeData(text)}`;
}

/** The runner throws columns away where lines differ, and says so in its log; hence none there. */
function placeOf(span: Span, folders: Folders): readonly (readonly [string, string | number])[] {
  const { start, end } = span;
  const columns = start.line === end.line ? [["col", start.column] as const] : [];
  return [["file", rootPath(span.file, folders)], ["line", start.line], ["endLine", end.line], ...columns];
}

function printPlace(span: Span, folders: Folders): string {
  return `(${rootPath(span.file, folders)}:${span.start.line}:${span.start.column})`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
