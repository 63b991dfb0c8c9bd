import type { Diagnostic, Span } from "@flowline/ir";

/** A place on one line or on several, told as `line:column`. */
export function place(file: string, from: string, to: string): Span {
  const [line = 0, column = 0] = from.split(":").map(Number);
  const [endLine = 0, endColumn = 0] = to.split(":").map(Number);
  const offset = (line - 1) * 100 + column;
  return {
    file,
    start: { line, column, offset },
    end: { line: endLine, column: endColumn, offset: offset + 1 },
  };
}

/** A finding, with what matters to a test. */
export function finding(facts: Partial<Diagnostic> = {}): Diagnostic {
  return {
    code: "FLOW2004",
    severity: "error",
    message: "It is wrong.",
    cause: "Because.",
    fix: "Mend it.",
    span: place("a.ts", "3:5", "3:9"),
    related: [],
    ...facts,
  };
}
