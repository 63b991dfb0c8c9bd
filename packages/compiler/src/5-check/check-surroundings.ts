import type { MessageCatalog } from "@flowline/ir";
import type { LoweredProject } from "../4-lower/lowered.js";

/** What flows are checked against. */
export interface CheckSurroundings {
  readonly project: LoweredProject;
  readonly catalog: MessageCatalog;
}
