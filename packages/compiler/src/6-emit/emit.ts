import type { FlowIr } from "@flowline/ir";
import { canonicalize, IR_VERSION, toMermaid } from "@flowline/ir";
import { hashFlow } from "@flowline/ir/hash";
import type { LoweredFlow, LoweredProject } from "../4-lower/lowered.js";
import type { CompiledFlow, CompiledProject } from "./compiled.js";

/** Phase 6: the flow with its hash, as text for the file beside its source. */
export function emitFlow(
  { name, path }: LoweredFlow,
  { semantics, meta }: NonNullable<LoweredFlow["graph"]>,
): CompiledFlow {
  const ir: FlowIr = { irVersion: IR_VERSION, hash: hashFlow(semantics), ...semantics, meta };
  return Object.freeze({ name, ir, path: irPath(path), text: printJson(ir), mermaid: toMermaid(ir) });
}

/** The project, as text for the file beside `flow.config.ts`. */
export function emitProject({ ir }: LoweredProject, configPath: string): CompiledProject {
  return Object.freeze({ ir, path: irPath(configPath), text: printJson(ir) });
}

function irPath(sourcePath: string): string {
  return sourcePath.replace(/\.[^.]+$/, ".ir.json");
}

/** Canonical order, one member a line, so that a review of the difference reads well. */
function printJson(value: unknown): string {
  return `${JSON.stringify(JSON.parse(canonicalize(value)), null, 2)}\n`;
}
