/** Where a command's words go. Answers stand on stdout; everything said on the way stands on stderr. */
export interface Terminal {
  /** Whether the answer is wanted as JSON: then nothing but JSON stands on stdout. */
  readonly json: boolean;
  /** Whether findings are painted. */
  readonly color: boolean;
  /** Progress and news, for a person; silent with `--json`. */
  note(text: string): void;
  /** One event of a command that runs until it is stopped: a line of text, or one JSON object on a line. */
  event(event: StreamedEvent, text: string): void;
}

/** What long-running commands report. `event` names the kind; the rest are facts. */
type StreamedEvent = { readonly event: string } & Readonly<Record<string, unknown>>;

/** What a command found out, in both forms. */
export interface CommandResult {
  /** The one document of `--json`. Undefined for commands that have streamed their answer already. */
  readonly json: unknown;
  /** The same for a person; empty where nothing is left to say. */
  readonly text: string;
  /** Default: it worked. */
  readonly exitCode?: number;
}

/** A terminal on the streams of this process. */
export function openTerminal(json: boolean): Terminal {
  const color = !json && process.stdout.isTTY === true && (process.env.NO_COLOR ?? "") === "";
  return Object.freeze({
    json,
    color,
    note: (text: string) => {
      if (!json) process.stderr.write(`${text}\n`);
    },
    event: (event: StreamedEvent, text: string) => {
      process.stdout.write(json ? `${JSON.stringify(event)}\n` : `${text}\n`);
    },
  });
}

/** Prints a command's answer. */
export function printResult(terminal: Terminal, result: CommandResult): void {
  if (terminal.json) {
    if (result.json !== undefined) process.stdout.write(`${JSON.stringify(result.json, null, 2)}\n`);
  } else if (result.text !== "") {
    process.stdout.write(`${result.text}\n`);
  }
}
