import type { Diagnostic } from "@flowline/ir";
import type { DiagnosticPage } from "../diagnostics/definitions.js";
import { diagnosticPages } from "../diagnostics/definitions.js";
import { formatGithub } from "./format-github.js";
import { formatSarif } from "./format-sarif.js";
import { formatText } from "./format-text.js";

/** The ways to print findings: for people, for programs, for code scanning, for the log of a GitHub workflow. */
export type DiagnosticFormat = "text" | "json" | "sarif" | "github";

/** How to print findings. */
export interface FormatOptions {
  readonly format: DiagnosticFormat;
  /** Whether to color the text with ANSI codes. */
  readonly color: boolean;
  /** The folder that the findings' files are relative to; the sources are read from there. */
  readonly projectDir: string;
  /**
   * For `sarif` and `github`: the folder from which files are named, which is the repository's root wherever a pull
   * request is to be annotated. Default: `projectDir`.
   */
  readonly rootDir?: string;
  /** For `sarif`: the pages of the codes that come from elsewhere, such as those of messages. */
  readonly pages?: readonly DiagnosticPage[];
}

/** Findings in one of the formats. All but `json` and `sarif`, which are documents, are empty without findings. */
export function formatDiagnostics(diagnostics: readonly Diagnostic[], options: FormatOptions): string {
  const { format, color, projectDir, rootDir = projectDir, pages = [] } = options;
  switch (format) {
    case "text":
      return formatText(diagnostics, { color, projectDir });
    case "json":
      return JSON.stringify(diagnostics, null, 2);
    case "sarif":
      return formatSarif(diagnostics, { projectDir, rootDir, pages: [...diagnosticPages, ...pages] });
    case "github":
      return formatGithub(diagnostics, { projectDir, rootDir });
  }
}
