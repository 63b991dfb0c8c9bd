import { canonicalize } from "./canonical-json.js";
import type { FlowIr } from "./flow.js";
import type { ProjectIr } from "./project.js";

/**
 * The text of a compiled flow's file: members in canonical order, one a line, so that a review of the difference reads well.
 * `decodeFlow(JSON.parse(printFlow(flow)))` gives an equal flow.
 */
export function printFlow(flow: FlowIr): string {
  return print(flow);
}

/** The text of a compiled project's file, likewise. */
export function printProject(project: ProjectIr): string {
  return print(project);
}

/** `canonicalize` refuses what JSON would change silently; `JSON.stringify` keeps the order that it has given. */
function print(value: unknown): string {
  return `${JSON.stringify(JSON.parse(canonicalize(value)), null, 2)}\n`;
}
