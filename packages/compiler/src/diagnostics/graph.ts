// Family 4: the shape of the compiled graph.
import type { DiagnosticDefinition } from "./definition.js";

/** A wait that is longer than a year. */
export const longWait: DiagnosticDefinition<{ readonly written: string; readonly days: number }> = {
  code: "FLOW4003",
  severity: "warning",
  title: "A wait is longer than a year",
  message: ({ written, days }) => `${written} waits ${days} days.`,
  cause: () => "Waits beyond a year are usually a slip of the unit, and outlive most retention rules.",
  fix: () => "Check the unit. If it is meant, leave it.",
  page: "The engine has no limit of its own. The warning is about what people mean.",
};
