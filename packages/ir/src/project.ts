import type { EventIr } from "./event.js";
import type { Expression } from "./expression/ast.js";
import type { IR_VERSION } from "./flow.js";
import type { SubjectIr } from "./subject.js";

/**
 * A compiled `flow.config.ts`: what a worker needs to serve the flows of one project. It holds names of environment
 * variables, never their values.
 */
export interface ProjectIr {
  readonly irVersion: typeof IR_VERSION;
  /** Subject name to its whole definition: all fields, unlike in a flow's IR. */
  readonly subjects: Readonly<Record<string, ProjectSubjectIr>>;
  readonly events: Readonly<Record<string, EventIr>>;
  /** The folder of message files, relative to the project's folder. */
  readonly messages: string;
  readonly database: Setting;
  readonly channels: { readonly email: SmtpChannelIr | null };
}

export interface ProjectSubjectIr extends SubjectIr {
  /** The expression that gives the subject's mail address, or null where the subject has none. */
  readonly email: Expression | null;
  /** The expression that gives the subject's IANA zone, or null where it has none. */
  readonly zone: Expression | null;
  /** The expression that gives the subject's locale, or null where it has none. */
  readonly locale: Expression | null;
}

export interface SmtpChannelIr {
  readonly provider: "smtp";
  /** `smtp://user:password@host:port` or `smtps://...`. */
  readonly url: Setting;
  /** The From header: `Ada <ada@example.com>`. */
  readonly from: string;
}

/** A setting that is either named (resolved from the environment by whoever uses it) or written out. */
export type Setting = { readonly env: string } | { readonly value: string };
