/** Why the studio could not start. `code` is stable, `fix` says what to do. */
export abstract class StudioError extends Error {
  abstract readonly code: string;
  readonly fix: string;

  constructor(message: string, fix: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.name = new.target.name;
    this.fix = fix;
  }
}

/** Another program listens on the port. */
export class PortInUseError extends StudioError {
  readonly code = "PORT_IN_USE";
  readonly port: number;

  constructor(port: number, cause: unknown) {
    super(
      `The studio cannot use port ${port}, because another program listens on it`,
      "Stop that program, or choose another port.",
      { cause },
    );
    this.port = port;
  }
}

/** The studio shows people's data without a password, so it serves this machine only. */
export class HostRefusedError extends StudioError {
  readonly code = "HOST_REFUSED";
  readonly host: string;

  constructor(host: string) {
    super(
      `The studio does not listen on ${host}, because whoever reaches that address could read every run and mail`,
      "Leave the host out: the studio listens on 127.0.0.1.",
    );
    this.host = host;
  }
}
