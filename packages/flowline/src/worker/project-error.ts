import { FlowError } from "@flowline/ir";

/** What is missing or wrong in a compiled project, with one thing to do about it. */
export class ProjectError extends FlowError {
  readonly code: ProjectErrorCode;
  readonly fix: string;

  constructor(
    code: ProjectErrorCode,
    text: { readonly message: string; readonly fix: string; readonly cause?: unknown },
  ) {
    super(text.message, text.cause === undefined ? undefined : { cause: text.cause });
    this.name = "ProjectError";
    this.code = code;
    this.fix = text.fix;
  }
}

export type ProjectErrorCode =
  | "NOT_COMPILED"
  | "BAD_IR"
  | "UNKNOWN_FLOW"
  | "NO_FLOWS"
  | "NO_CHANNEL"
  | "NO_MAIL_SERVER"
  | "NO_DATABASE";
