// The runtime's public face: a client for whoever asks, a worker for whoever runs, and what can go wrong.

export type { SendHandler, StepAttempt, StepOutput, StepResult } from "@flowline/ir";
export type { ClientOptions } from "./client/client.js";
export { createClient } from "./client/client.js";
export type {
  Client,
  ClockReading,
  DeployOptions,
  DeployReport,
  EnrollOptions,
  EnrollReport,
  FlowDetail,
  FlowOverview,
  HistoryBase,
  HistoryEntry,
  MigrationReport,
  NodeCounts,
  PlanReport,
  RunDetail,
  RunFilter,
  RunPage,
  RunState,
  RunSummary,
} from "./client/types.js";
export {
  ClockError,
  DatabaseSettingError,
  DatabaseUnreachableError,
  DeployAnswerError,
  FlowVersionError,
  RunFilterError,
  RuntimeError,
  SchemaVersionError,
  SubjectSourceError,
  UnknownFlowError,
} from "./errors.js";
export { createWorker } from "./worker/worker.js";
export type { Worker, WorkerEvent, WorkerOptions } from "./worker/worker-options.js";
