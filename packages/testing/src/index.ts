// What tests and the command may use: first the oracle, then the story that is told from it.

export { calendarMs } from "./oracle/deadline.js";
export type { Handlers, StepCall, StepError, StepOutcome } from "./oracle/handlers.js";
export type { Happening, HistoryEntry, Read } from "./oracle/history.js";
export type { Answer, Oracle, OracleOptions, When } from "./oracle/oracle.js";
export { createOracle } from "./oracle/oracle.js";
export { OracleError } from "./oracle/oracle-error.js";
export { DEFAULT_RETRY } from "./oracle/retry.js";
export type { RunView } from "./oracle/run-view.js";
export type { StoryFormat } from "./story/format-story.js";
export { formatStory } from "./story/format-story.js";
export type { MadeUpSubject } from "./story/make-up-subject.js";
export { makeUpSubject } from "./story/make-up-subject.js";
export type { PlannedAnswer, Scenario } from "./story/simulate.js";
export { simulate } from "./story/simulate.js";
export type { Story, StoryLine } from "./story/story.js";
