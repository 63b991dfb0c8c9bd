import type { Diagnostic, FlowIr, ProjectIr } from "@flowline/ir";

/** What a compile gives. Nothing has been written. */
export interface CompileResult {
  /** Null where the project file has errors. */
  readonly project: CompiledProject | null;
  /** The flows without errors, by name. */
  readonly flows: readonly CompiledFlow[];
  /** Every finding, ordered by place. */
  readonly diagnostics: readonly Diagnostic[];
  /** Absolute paths of everything that was read, for whoever watches. */
  readonly files: readonly string[];
}

/** A compiled project file. */
export interface CompiledProject {
  readonly ir: ProjectIr;
  /** The absolute path of `flow.config.ir.json`. */
  readonly path: string;
  /** What that file must contain. */
  readonly text: string;
}

/** A compiled flow. */
export interface CompiledFlow {
  readonly name: string;
  readonly ir: FlowIr;
  /** The absolute path of the file beside the flow: `welcome.ir.json`, or `welcome.NAME.ir.json` for a named export. */
  readonly path: string;
  /** What that file must contain. */
  readonly text: string;
  /** The graph as a Mermaid flowchart. */
  readonly mermaid: string;
}
