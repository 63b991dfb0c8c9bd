import type { Row } from "@flowline/ir";
import type { Stimulus } from "../engine/decision.js";
import type { LiveVersion } from "./versions.js";

/** A cursor that this worker holds, as the last commit left it. */
export interface HeldCursor {
  readonly id: string;
  readonly runId: string;
  readonly subjectId: string;
  readonly version: LiveVersion;
  readonly fence: string;
  readonly seq: number;
  readonly node: number;
  readonly attempt: number;
  readonly vars: Row;
}

/** Something happened to a held cursor, and the engine must say what follows. */
export interface Arrival {
  readonly cursor: HeldCursor;
  readonly stimulus: Stimulus;
}
