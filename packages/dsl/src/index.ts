// What authors import. First the words of a flow, then those of its project, then those of time.

export type { Moved } from "./clock.js";
export { after, ago, before, fromNow, now, startOfToday } from "./clock.js";
export type { Duration } from "./duration.js";
export { defineProject } from "./project/define-project.js";
export type { EnvironmentSetting, SettingOption } from "./project/env.js";
export { env } from "./project/env.js";
export type { Event, EventOptions } from "./project/event.js";
export { event } from "./project/event.js";
export type { EventMap, Project, ProjectOptions, SubjectMap, TypesOf } from "./project/project.js";
export type { NotRegistered, Register, RegisteredProject } from "./project/register.js";
export type { SmtpChannel, SmtpOptions } from "./project/smtp.js";
export { smtp } from "./project/smtp.js";
export type { Subject, SubjectOptions } from "./project/subject.js";
export { subject } from "./project/subject.js";
export type { TableOption } from "./project/table.js";
export { table } from "./project/table.js";
export type { Body, BodyContext } from "./types/body.js";
export type { Called } from "./types/call-options.js";
export type { Context, Lambda, Where } from "./types/context.js";
export type { AnyEntry, Entry, Step } from "./types/entries.js";
export type {
  Begin,
  CaughtError,
  EventTypes,
  Frame,
  Nobody,
  NotCallable,
  Nothing,
  ProjectTypes,
  SubjectIn,
  WithError,
  WithItem,
} from "./types/frame.js";
export type { AnyChain, MadeBy, NothingFollows } from "./types/made.js";
export type { ConcurrencyOptions, HttpRequest, Responded, Retry, SendOptions, Sent } from "./types/step-options.js";
export type { Task } from "./types/task.js";
export type { Decided, DecidedAs, Decision, Got, GotAll, TimedOut } from "./types/wait-options.js";
export type { Calendar, TimeOfDay, Weekday } from "./words/calendar.js";
export { days, months, next, weeks, workdays } from "./words/calendar.js";
export type { Chain, Tried } from "./words/chain.js";
export type { Dag } from "./words/dag.js";
export type {
  Again,
  AudienceOptions,
  HeadOptions,
  Heads,
  OnOptions,
  Reentry,
  ScheduledTrigger,
  TaskFlowOptions,
} from "./words/heads.js";
export type { Journey, JourneyFrame, JourneyOptions } from "./words/journey.js";
export { journey } from "./words/journey.js";
export { js } from "./words/js.js";
export { audience, flow, manual, on, schedule, send, task } from "./words/registered.js";
