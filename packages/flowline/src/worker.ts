// A worker for a compiled project: what an application's own process starts, and what `flow worker` uses too.
export type { WorkerEvent } from "@flowline/runtime";
export type { CompiledProject } from "./worker/compiled-project.js";
export {
  getFlow,
  isProjectFile,
  listFlowIrFiles,
  readCompiledProject,
  readFlowIr,
  readProjectIr,
} from "./worker/compiled-project.js";
export type { ProjectErrorCode } from "./worker/project-error.js";
export { ProjectError } from "./worker/project-error.js";
export type { ProjectWorker, ProjectWorkerOptions, WorkerTuning } from "./worker/project-worker.js";
export { createProjectWorker } from "./worker/project-worker.js";
export { readSetting, settingName } from "./worker/setting.js";
