// What authors import. First the words of a flow, then those of its project, then those of time.

export type { Moved } from "./clock.js";
export { after, ago, before, fromNow, now, startOfToday } from "./clock.js";
export type { Duration } from "./duration.js";
export { defineProject } from "./project/define-project.js";
export type { EnvironmentSetting, SettingOption } from "./project/env.js";
export { env } from "./project/env.js";
export type { Event, EventOptions } from "./project/event.js";
export { event } from "./project/event.js";
export type { EventMap, Project, ProjectOptions, SubjectMap, SubjectOf } from "./project/project.js";
export type { Register, RegisteredSubject } from "./project/register.js";
export type { SmtpChannel, SmtpOptions } from "./project/smtp.js";
export { smtp } from "./project/smtp.js";
export type { Subject, SubjectOptions } from "./project/subject.js";
export { subject } from "./project/subject.js";
export type { TableOption } from "./project/table.js";
export { table } from "./project/table.js";
export type { Calendar, TimeOfDay, Weekday } from "./words/calendar.js";
export { days, months, next, weeks, workdays } from "./words/calendar.js";
export type { Chain } from "./words/chain.js";
export type { Guard, GuardContext, Nothing } from "./words/guard.js";
export type { Heads } from "./words/heads.js";
export type { Journey, JourneyOptions } from "./words/journey.js";
export { journey } from "./words/journey.js";
export { js } from "./words/js.js";
export { audience, flow, manual, on, schedule, send, task } from "./words/registered.js";
