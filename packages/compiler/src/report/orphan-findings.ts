import type { Diagnostic } from "@flowline/ir";
import { orphanIr } from "../diagnostics/change.js";
import { diagnose } from "../diagnostics/definition.js";

/** A finding for each committed IR file that no flow stands behind. Files are relative to the project. */
export function orphanFindings(files: readonly string[]): readonly Diagnostic[] {
  return files.map(file => diagnose(orphanIr, { file }, { span: null }));
}
