import type { Diagnostic, Span } from "@flowline/ir";

/** Each finding once, by file, place and code, so that two runs print the same. Those without a place come first. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const once = new Map(withoutEchoes(diagnostics).map(diagnostic => [JSON.stringify(diagnostic), diagnostic]));
  return [...once.values()].sort(compare);
}

/** One mistake, one finding: what only follows from a finding of an earlier phase is left out. */
function withoutEchoes(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const discarded = diagnostics.filter(({ code }) => code === "FLOW1007");
  const missing = diagnostics.filter(({ code }) => code === "FLOW1027");
  const tooBig = diagnostics.filter(({ code }) => code === "FLOW5016");
  return diagnostics.filter(one => {
    // What is too big to stand there is too big to be captured.
    if (one.code === "FLOW5006") return !tooBig.some(({ span }) => isWithin(one.span, span));
    // An arm that throws its chain away returns nothing.
    if (one.code === "FLOW1012") return !discarded.some(({ span }) => isWithin(span, one.span));
    // A word that there is not cannot be called.
    if (one.code === "FLOW5008") return !missing.some(({ span }) => span?.file === one.span?.file);
    return true;
  });
}

function isWithin(inner: Span | null, outer: Span | null): boolean {
  if (inner === null || outer === null || inner.file !== outer.file) return false;
  return inner.start.offset >= outer.start.offset && inner.end.offset <= outer.end.offset;
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
