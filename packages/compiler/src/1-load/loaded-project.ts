import type { Diagnostic, Span } from "@flowline/ir";
import type { ts } from "ts-morph";
import type { SourceText } from "./source-text.js";

/** What phase 1 knows: the files that matter, parsed, and which of them are flows. */
export interface LoadedProject {
  readonly projectDir: string;
  /** The path of the project file. */
  readonly configPath: string;
  /** The word `defineProject` where the project is defined; null where it is not in this file. */
  readonly configSpan: Span | null;
  /** The project file, the flows and the project's own files that they import, by path. */
  readonly modules: ReadonlyMap<string, LoadedModule>;
  readonly flows: readonly FlowFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/** One parsed file. */
export interface LoadedModule {
  readonly source: SourceText;
  readonly ast: ts.SourceFile;
  /** Import specifier to the path of a project file, or null where it leads out of the project. */
  readonly imports: ReadonlyMap<string, string | null>;
  /** A file with any of these is reported and not built. */
  readonly syntaxErrors: readonly Diagnostic[];
}

/** A file whose default export is a chain. */
export interface FlowFile {
  readonly name: string;
  readonly path: string;
  readonly file: string;
  /** Whether names alone tell that it is a flow. Else it is one if it turns out to be a chain. */
  readonly isCertain: boolean;
  /** The expression that is exported. */
  readonly span: Span;
}
