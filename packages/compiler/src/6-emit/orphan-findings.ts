import { join } from "node:path";
import type { Diagnostic } from "@flowline/ir";
import { orphanIr, renamedFlow } from "../diagnostics/change.js";
import { diagnose } from "../diagnostics/definition.js";
import type { CompiledFlow } from "./compiled.js";
import { decodeCommitted } from "./decode-committed.js";
import { isSameUnderAnotherName } from "./namesake.js";
import { readIfThere } from "./write-ir.js";

/** The project whose folder holds IR that no flow stands behind. */
export interface OrphanedProject {
  readonly projectDir: string;
  /** The flows that it has now. */
  readonly flows: readonly CompiledFlow[];
}

/** A finding for each committed IR file that no flow stands behind: its flow is gone, or has another name now. Files are relative to the project. */
export async function orphanFindings(
  files: readonly string[],
  project: OrphanedProject,
): Promise<readonly Diagnostic[]> {
  return Promise.all(files.map(file => findingOf(file, project)));
}

async function findingOf(file: string, { projectDir, flows }: OrphanedProject): Promise<Diagnostic> {
  const text = await readIfThere(join(projectDir, file));
  const before = text === null ? null : decodeCommitted(text);
  const isAlive = flows.some(({ name }) => name === before?.flow);
  const heir = before === null || isAlive ? undefined : flows.find(({ ir }) => isSameUnderAnotherName(before, ir));
  if (before === null || heir === undefined) return diagnose(orphanIr, { file }, { span: null });
  return diagnose(renamedFlow, { file, from: before.flow, to: heir.name }, { span: heir.ir.meta.trigger.span });
}
