import type { Diagnostic } from "@flowline/ir";

/** Each finding once, by file, place and code, so that two runs print the same. Those without a place come first. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const once = new Map(diagnostics.map(diagnostic => [JSON.stringify(diagnostic), diagnostic]));
  return [...once.values()].sort(compare);
}

function compare(left: Diagnostic, right: Diagnostic): number {
  return (
    compareTexts(left.span?.file ?? "", right.span?.file ?? "") ||
    (left.span?.start.offset ?? -1) - (right.span?.start.offset ?? -1) ||
    compareTexts(left.code, right.code) ||
    compareTexts(left.message, right.message)
  );
}

function compareTexts(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}
