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

/** A graph that the rules of the IR refuse: a mistake of the compiler's, said in terms of the flow. */
export const brokenGraph: DiagnosticDefinition<{ readonly flow: string; readonly problem: string }> = {
  code: "FLOW4000",
  severity: "error",
  title: "The compiled graph is broken",
  message: ({ flow, problem }) => `The compiled graph of "${flow}" is broken: ${problem}`,
  cause: () => "The compiler made a graph that its own rules refuse.",
  fix: () => "Report this, with the flow file.",
  page: "This is a mistake of Flowline's, not of yours.",
};
