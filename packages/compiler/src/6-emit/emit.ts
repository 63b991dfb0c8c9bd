import { join } from "node:path";
import type { FlowIr } from "@flowline/ir";
import { IR_VERSION, liveVariables, printFlow, printProject, toMermaid } from "@flowline/ir";
import { hashFlow } from "@flowline/ir/hash";
import type { LoweredGraph, LoweredProject } from "../4-lower/lowered.js";
import type { CompiledFlow, CompiledProject } from "./compiled.js";

/** Where a flow's file goes: beside its source, with the flow's name in it where the source exports several. */
export interface FlowPlace {
  readonly projectDir: string;
  readonly isDefault: boolean;
}

/** Phase 6: the flow with its hash, as text for the file beside its source. */
export function emitFlow({ semantics, meta }: LoweredGraph, { projectDir, isDefault }: FlowPlace): CompiledFlow {
  const live = liveVariables(semantics);
  const ir: FlowIr = { irVersion: IR_VERSION, hash: hashFlow(semantics), ...semantics, live, meta };
  const suffix = isDefault ? ".ir.json" : `.${semantics.flow}.ir.json`;
  const path = irPath(join(projectDir, meta.file), suffix);
  return Object.freeze({ name: semantics.flow, ir, path, text: printFlow(ir), mermaid: toMermaid(ir) });
}

/** The project, as text for the file beside `flow.config.ts`. */
export function emitProject({ ir }: LoweredProject, configPath: string): CompiledProject {
  return Object.freeze({ ir, path: irPath(configPath, ".ir.json"), text: printProject(ir) });
}

function irPath(sourcePath: string, suffix: string): string {
  return sourcePath.replace(/\.[^.]+$/, suffix);
}
