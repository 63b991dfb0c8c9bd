// Family 6: what is committed against what the source says now.
import type { DiagnosticDefinition } from "./definition.js";

/** Committed IR that is not what the source compiles to. */
export const staleIr: DiagnosticDefinition<{ readonly file: string; readonly state: "missing" | "out of date" }> = {
  code: "FLOW6006",
  severity: "error",
  title: "The committed IR is missing or out of date",
  message: ({ file, state }) => `${file} is ${state}.`,
  cause: () => "Workers run the committed IR, so it must be what the source says.",
  fix: () => "Run `flow compile` and commit the result.",
  page: "`flow compile` writes the compiled flow beside its source. It is lock, review artefact and deploy input. `flow compile --check` fails in CI where somebody forgot it.",
};

/** Committed IR whose flow is gone. */
export const orphanIr: DiagnosticDefinition<{ readonly file: string }> = {
  code: "FLOW6009",
  severity: "warning",
  title: "A committed IR belongs to no flow",
  message: ({ file }) => `${file} belongs to no flow any more.`,
  cause: () => "Its source was deleted or renamed, and a worker would go on to serve what is committed.",
  fix: () => "Delete it.",
  page: "Workers load every .ir.json file of the project. When a flow's source is deleted or renamed, the file that `flow compile` wrote beside it stays until somebody deletes it. `flow compile` never deletes a file; with --check it fails where one is left over.",
};
