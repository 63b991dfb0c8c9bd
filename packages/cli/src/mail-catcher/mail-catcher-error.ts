import { FlowError } from "@flowline/ir";

/** The mail catcher could not listen. */
export class MailCatcherError extends FlowError {
  override readonly name = "MailCatcherError";
  readonly code: "PORT_IN_USE" | "PORT_REFUSED";
  readonly port: number;

  constructor(code: "PORT_IN_USE" | "PORT_REFUSED", port: number, cause: unknown) {
    super(MESSAGES[code](port), { cause });
    this.code = code;
    this.port = port;
  }
}

const MESSAGES = {
  PORT_IN_USE: (port: number) =>
    `The mail catcher cannot listen on port ${port}: another program does. Stop that program, or choose another port (0 takes any free one).`,
  PORT_REFUSED: (port: number) =>
    `The mail catcher may not listen on port ${port}. Choose a port above 1023 (0 takes any free one).`,
} as const;
