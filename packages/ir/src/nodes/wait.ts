import type { NodeId } from "./node-id.js";

/** A cursor stays here, as one row and without a process, until flow time has passed the deadline. */
export interface WaitNode {
  readonly kind: "wait";
  readonly until: DurationDeadline;
  readonly next: NodeId;
}

/** The deadline lies `ms` milliseconds of flow time after the commit that brought the cursor here. */
export interface DurationDeadline {
  readonly type: "duration";
  readonly ms: number;
}
