import { FlowError } from "@flowline/ir";

/** What goes wrong at run time for a reason that somebody can act upon. `code` is stable, `fix` says what to do. */
export abstract class RuntimeError extends FlowError {
  readonly fix: string;

  constructor(message: string, fix: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = new.target.name;
    this.fix = fix;
  }
}

/** The connection string, the schema's name or another database setting is wrong. */
export class DatabaseSettingError extends RuntimeError {
  readonly code = "DATABASE_SETTING";
}

/** No connection can be had, or it broke. Whether the statement took effect is unknown. */
export class DatabaseUnreachableError extends RuntimeError {
  readonly code = "DATABASE_UNREACHABLE";
}

/** Flowline's tables are missing, or are of a version that this package does not know. */
export class SchemaVersionError extends RuntimeError {
  readonly code = "SCHEMA_VERSION";
}

/** The subject's table, its key or one of its columns is not there or has a type that cannot be read. */
export class SubjectSourceError extends RuntimeError {
  readonly code = "SUBJECT_SOURCE";
}

/** A first deploy without an answer for those who satisfy the audience already. */
export class DeployAnswerError extends RuntimeError {
  readonly code = "DEPLOY_ANSWER";
  /** How many subjects satisfy the audience now. */
  readonly existing: number;

  constructor(flow: string, existing: number) {
    super(
      `${existing} ${existing === 1 ? "subject satisfies" : "subjects satisfy"} the audience of ${flow} already, and nobody has said whether they shall enter`,
      "Deploy with --backfill to enrol them, or with --future-only to leave them out for good. `flow plan` shows who they are.",
    );
    this.existing = existing;
  }
}

/** The IR is not what its hash says, or this engine cannot run it. */
export class FlowVersionError extends RuntimeError {
  readonly code = "FLOW_VERSION";
}

/** No flow of that name is deployed. */
export class UnknownFlowError extends RuntimeError {
  readonly code = "UNKNOWN_FLOW";
}

/** A filter of runs that cannot be understood. */
export class RunFilterError extends RuntimeError {
  readonly code = "RUN_FILTER";
}

/** The clock of a production database cannot be pushed, and no clock goes back. */
export class ClockError extends RuntimeError {
  readonly code = "CLOCK";
}
