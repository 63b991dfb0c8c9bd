import type { DRAFT, ProjectDraft } from "@flowline/ir";
import type { EventTypes } from "../types/frame.js";
import type { Heads } from "../words/heads.js";
import type { SettingOption } from "./env.js";
import type { Event } from "./event.js";
import type { SmtpChannel } from "./smtp.js";
import type { Subject } from "./subject.js";

/** The subjects of a project by name. */
export type SubjectMap = Readonly<Record<string, Subject<unknown>>>;

/** The events of a project by name. */
export type EventMap = Readonly<Record<string, Event<EventTypes>>>;

/** What `flow.config.ts` declares. */
export interface ProjectOptions<Subjects extends SubjectMap, Events extends EventMap, Services> {
  /** A PostgreSQL connection string; best `env("DATABASE_URL")`. */
  readonly database: SettingOption;
  /** Whom flows are about, by name. */
  readonly subjects: Subjects;
  /** The facts from outside that flows begin with and wait for, by name. */
  readonly events?: Events;
  /** The folder of message files, relative to `flow.config.ts`. */
  readonly messages: string;
  /** How messages leave. */
  readonly channels?: {
    /** `smtp({ url, from })`. */
    readonly email?: SmtpChannel;
  };
  /** What bodies of `do` get as `services`. Called once in a worker, never while flows are compiled. */
  readonly services?: () => Services | Promise<Services>;
}

/** A declared project, and the words of the language typed for it. */
export interface Project<Subjects extends SubjectMap, Events extends EventMap, Services>
  extends Heads<TypesOf<Subjects, Events, Services>> {
  /** Exists in types only, to carry them. */
  readonly types?: TypesOf<Subjects, Events, Services>;
  /** The declaration as the compiler gets it. */
  readonly [DRAFT]: () => ProjectDraft;
}

/** What the words of a project know of it. */
export interface TypesOf<Subjects extends SubjectMap, Events extends EventMap, Services> {
  readonly subjects: { readonly [Name in keyof Subjects]: RowOf<Subjects[Name]> };
  readonly events: { readonly [Name in keyof Events]: TypesOfEvent<Events[Name]> };
  readonly services: Services;
}

type RowOf<Declared> = Declared extends Subject<infer Row> ? Row : never;

type TypesOfEvent<Declared> = Declared extends { readonly types?: infer Types } ? Types : never;
