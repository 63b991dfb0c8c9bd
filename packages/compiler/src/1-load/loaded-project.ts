import type { Diagnostic, Span } from "@flowline/ir";
import type { ts } from "ts-morph";
import type { JourneyPackage } from "./journey-package.js";
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
  /** Import specifier to the path of a file that is read as source, or null where it leads to something else. */
  readonly imports: ReadonlyMap<string, string | null>;
  /** Import specifier to the built journeys that it leads to. */
  readonly packages: ReadonlyMap<string, JourneyPackage>;
  /** A file with any of these is reported and not built. */
  readonly syntaxErrors: readonly Diagnostic[];
}

/** A file that exports flows: its default export, named ones, or both. */
export interface FlowFile {
  readonly path: string;
  readonly file: string;
  /** The exports that may be flows, the default one first, then in order of the text. */
  readonly exports: readonly FlowExport[];
}

/** An export that may be a flow. */
export interface FlowExport {
  /** `default`, or the name under which it is exported. */
  readonly exportName: string;
  /** The flow's name where it says none itself: the file's base name, or the export's name in kebab-case. */
  readonly name: string;
  /** Whether names alone tell that it is a flow. Else it is one if it turns out to be a chain. */
  readonly isCertain: boolean;
  /** The expression or name that is exported. */
  readonly span: Span;
}
