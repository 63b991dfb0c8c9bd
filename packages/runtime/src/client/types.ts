import type { FlowIr, FlowMeta, Json, KernelNode, NodeId, Row } from "@flowline/ir";

/** The states of a run. A run whose every cursor sleeps or waits is `waiting`. */
export type RunState = "running" | "waiting" | "completed" | "failed" | "canceled";

/** What operators, the `flow` command and the studio ask of a database. Every instant is flow time, ISO 8601 UTC. */
export interface Client {
  /** Creates or updates Flowline's schema. Safe to call from many processes at once. */
  migrate(): Promise<MigrationReport>;
  /** How many subjects would enter now, and a few of them. Sends and writes nothing. */
  plan(flow: FlowIr, options?: { readonly samples?: number }): Promise<PlanReport>;
  /** Stores a version and makes it current. Does nothing where the current version has the same hash. */
  deploy(flow: FlowIr, options?: DeployOptions): Promise<DeployReport>;
  /** Evaluates the deployed audience of a flow now instead of at the next tick. */
  enroll(flow: string, options?: EnrollOptions): Promise<EnrollReport>;
  /** The deployed flows with their current version and live counts. */
  listFlows(): Promise<readonly FlowOverview[]>;
  /** One flow's current version with live counts per node, or undefined where no such flow is deployed. */
  findFlow(flow: string): Promise<FlowDetail | undefined>;
  /** Newest first. */
  listRuns(filter?: RunFilter): Promise<RunPage>;
  /** One run with everything that happened to it, or undefined. */
  findRun(runId: string): Promise<RunDetail | undefined>;
  clock(): Promise<ClockReading>;
  /** Moves flow time forward. Refused (`ClockError`) unless the database is a development database. */
  pushClock(byMs: number): Promise<ClockReading>;
  /** Marks the database as one whose clock may be pushed. Refused where it holds production deployments. */
  enableDevelopment(): Promise<void>;
  close(): Promise<void>;
}

export interface MigrationReport {
  readonly applied: readonly string[];
  readonly version: number;
}

export interface PlanReport {
  readonly flow: string;
  /** Subjects who satisfy the audience and have not entered this flow before. */
  readonly wouldEnter: number;
  readonly alreadyEntered: number;
  readonly samples: readonly { readonly subjectId: string; readonly fields: Row }[];
}

export interface DeployOptions {
  /**
   * What to do at the first deploy of a flow with those who satisfy its audience already: `backfill` enrolls them,
   * `futureOnly` never does. Without an answer, and with at least one such subject, deploy is refused (`DeployError`).
   */
  readonly existing?: "backfill" | "futureOnly";
}

export interface DeployReport {
  readonly flow: string;
  readonly hash: string;
  /** `unchanged`: this hash was current already and nothing was written. */
  readonly outcome: "created" | "updated" | "unchanged";
  /** Subjects who satisfied the audience at the first deploy; 0 on later ones. */
  readonly existing: number;
}

export interface EnrollOptions {
  readonly onProgress?: (progress: { readonly scanned: number; readonly enrolled: number }) => void;
}

export interface EnrollReport {
  readonly flow: string;
  readonly scanned: number;
  readonly enrolled: number;
}

export interface FlowOverview {
  readonly flow: string;
  readonly hash: string;
  readonly deployedAt: string;
  readonly versions: number;
  readonly counts: Readonly<Record<RunState, number>>;
}

export interface FlowDetail extends FlowOverview {
  readonly entry: NodeId;
  readonly nodes: Readonly<Record<NodeId, KernelNode>>;
  readonly meta: FlowMeta;
  /** Cursors that are at a node now, and how often it has committed, over all versions. Nodes without any are absent. */
  readonly live: Readonly<Record<NodeId, NodeCounts>>;
}

export interface NodeCounts {
  readonly here: number;
  readonly completed: number;
  readonly skipped: number;
  readonly failing: number;
}

export interface RunFilter {
  readonly flow?: string;
  readonly state?: RunState;
  readonly subjectId?: string;
  /** Page size, 1 to 200; default 50. */
  readonly limit?: number;
  /** The `next` of the page before. */
  readonly after?: string;
}

export interface RunPage {
  readonly runs: readonly RunSummary[];
  /** Pass as `after` for the next page; null on the last. */
  readonly next: string | null;
}

export interface RunSummary {
  readonly runId: string;
  readonly flow: string;
  readonly hash: string;
  readonly subjectName: string;
  readonly subjectId: string;
  readonly state: RunState;
  /** Why it ended (`completed`, `subject gone`, ...), or null while it lives. */
  readonly reason: string | null;
  readonly startedAt: string;
  readonly endedAt: string | null;
  /** Where its cursor is, and until when it waits there; null when it has ended. */
  readonly at: {
    readonly node: NodeId;
    readonly until: string | null;
    readonly attempt: number;
    readonly error: string | null;
  } | null;
}

export interface RunDetail extends RunSummary {
  readonly history: readonly HistoryEntry[];
  /** Labels of the nodes of the run's own version. */
  readonly meta: FlowMeta;
}

/** Something that happened to a run, oldest first. */
export type HistoryEntry =
  | HistoryBase<"enrolled", { readonly reads: Row }>
  | HistoryBase<"completed", { readonly output: Json }>
  | HistoryBase<"skipped", null>
  | HistoryBase<"waiting", { readonly until: string }>
  | HistoryBase<"decided", { readonly reads: Row; readonly verdict: boolean }>
  | HistoryBase<"attempt failed", { readonly error: string; readonly retryAt: string | null }>
  | HistoryBase<"rescued", { readonly lostWorker: string }>
  | HistoryBase<"ended", { readonly state: RunState; readonly reason: string }>;

export interface HistoryBase<Kind extends string, Data> {
  readonly kind: Kind;
  /** Flow time. */
  readonly at: string;
  readonly node: NodeId | null;
  readonly attempt: number;
  readonly data: Data;
}

export interface ClockReading {
  readonly flowTime: string;
  readonly realTime: string;
  /** How far flow time is ahead. */
  readonly offsetMs: number;
  /** Whether `pushClock` is allowed. */
  readonly development: boolean;
}
