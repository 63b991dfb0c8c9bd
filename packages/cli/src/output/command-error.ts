import type { ExitCode } from "./exit-codes.js";

/** What a person did not expect, said so that they can act: what happened, why, and one thing to do about it. */
export class CommandError extends Error {
  /** Stable, for programs: `NO_PROJECT`. */
  readonly code: string;
  readonly fix: string;
  readonly exitCode: ExitCode;
  /** Facts beside the text, for `--json`. */
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(facts: CommandErrorFacts) {
    super(facts.message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.name = "CommandError";
    this.code = facts.code;
    this.fix = facts.fix;
    this.exitCode = facts.exitCode;
    this.facts = facts.facts ?? {};
  }
}

/** The parts of a `CommandError`. */
export interface CommandErrorFacts {
  readonly code: string;
  /** What happened and why, in a sentence or two. */
  readonly message: string;
  /** One thing to do about it. */
  readonly fix: string;
  readonly exitCode: ExitCode;
  readonly cause?: unknown;
  readonly facts?: Readonly<Record<string, unknown>>;
}
