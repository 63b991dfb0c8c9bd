import type { LinkDraft } from "@flowline/ir";

/** Words that only begin a flow. `send` does, too, but stands everywhere. */
const HEADS = ["on", "audience", "schedule", "manual", "flow", "task"];

/** Whether the link has a trigger of its own. */
export function isHead({ word }: LinkDraft): boolean {
  return HEADS.includes(word);
}
