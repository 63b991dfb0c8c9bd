import type { DRAFT, ProjectDraft } from "@flowline/ir";
import type { SendHead } from "../words/send-head.js";
import type { SettingOption } from "./env.js";
import type { SmtpChannel } from "./smtp.js";
import type { Subject } from "./subject.js";

/** The subjects of a project by name. */
export type SubjectMap = Readonly<Record<string, Subject<unknown>>>;

/** What `flow.config.ts` declares. */
export interface ProjectOptions<Subjects extends SubjectMap> {
  /** A PostgreSQL connection string; best `env("DATABASE_URL")`. */
  readonly database: SettingOption;
  /** Whom flows are about, by name. */
  readonly subjects: Subjects;
  /** The folder of message files, relative to `flow.config.ts`. */
  readonly messages: string;
  /** How messages leave. */
  readonly channels?: {
    /** `smtp({ url, from })`. */
    readonly email?: SmtpChannel;
  };
}

/** A declared project, and the words of the language typed for it. */
export interface Project<Subjects extends SubjectMap> {
  /** `send` for this project's subject. */
  readonly send: SendHead<SubjectOf<Subjects>>;
  /** The declaration as the compiler gets it. */
  readonly [DRAFT]: () => ProjectDraft;
}

/** What lambdas see: the row of the project's one subject. */
export type SubjectOf<Subjects extends SubjectMap> =
  IsOne<keyof Subjects> extends true
    ? RowOf<Subjects[keyof Subjects]>
    : "A chain that begins with send() needs a project with exactly one subject.";

type RowOf<Declared> = Declared extends Subject<infer Row> ? Row : never;

/** Whether a union has exactly one member. */
type IsOne<Union, Member = Union> = [Union] extends [never]
  ? false
  : Member extends Union
    ? [Union] extends [Member]
      ? true
      : false
    : never;
