import type { FlowDraft, ProjectDraft } from "@flowline/ir";
import type { ChildMessage, ExportResult } from "./child/messages.js";

/** A line of the child's report, or null where it is not whole. The child is our own program, so its lines are trusted. */
export function decodeChildMessage(line: string): ChildMessage | null {
  try {
    return JSON.parse(line) as ChildMessage;
  } catch {
    return null;
  }
}

/** The draft of a flow, where that is what was built: made by our own DSL, so its form is trusted. */
export function decodeFlowDraft(result: ExportResult | undefined): FlowDraft | null {
  return result?.type === "draft" && hasProperty(result.draft, "links") ? (result.draft as FlowDraft) : null;
}

/** The draft of a project, where that is what was built. */
export function decodeProjectDraft(result: ExportResult | undefined): ProjectDraft | null {
  return result?.type === "draft" && hasProperty(result.draft, "subjects") ? (result.draft as ProjectDraft) : null;
}

function hasProperty(value: unknown, name: string): boolean {
  return typeof value === "object" && value !== null && name in value;
}
