import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../../packages/cli/dist/main.js", import.meta.url));

/** Where a command runs. */
export interface Place {
  readonly cwd: string;
  /** Added to a small environment; DATABASE_URL and SMTP_URL of whoever runs the tests are not in it. */
  readonly env?: Readonly<Record<string, string>>;
  /** Another binary, for example that of an installed package. */
  readonly main?: string;
}

/** What a finished command left behind. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the real binary to its end. */
export async function runFlow(args: readonly string[], place: Place): Promise<Finished> {
  const child = spawnFlow(args, place);
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  const [code] = await once(child, "close");
  return { code, stdout: stdout(), stderr: stderr() };
}

/** Runs the real binary with `--json` and reads its one document. */
export async function askFlow(args: readonly string[], place: Place): Promise<Finished & { readonly json: Document }> {
  const finished = await runFlow([...args, "--json"], place);
  return { ...finished, json: JSON.parse(finished.stdout) };
}

/** A JSON document whose shape the test states by what it expects. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into documents freely
export type Document = any;

/** A command that runs until it is stopped, with its stream of events. */
export interface RunningFlow {
  readonly process: ChildProcess;
  /** The first event so far, or the next one, for which the question is answered with yes. */
  next(question: (event: Document) => boolean): Promise<Document>;
  /** All events so far. */
  readonly events: readonly Document[];
  /** Sends a signal and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** Starts the real binary with `--json`. */
export function startFlow(args: readonly string[], place: Place): RunningFlow {
  const child = spawnFlow([...args, "--json"], place);
  const events: Document[] = [];
  const stderr = collect(child.stderr);
  let wake: () => void = () => undefined;
  let rest = "";
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    events.push(...lines.filter(line => line.startsWith("{") && line.endsWith("}")).map(line => JSON.parse(line)));
    wake();
  });
  const ended = once(child, "close").then(([code]) => {
    wake();
    return code;
  });
  return {
    process: child,
    events,
    next: async question => {
      while (true) {
        const found = events.find(question);
        if (found !== undefined) return found;
        if (child.exitCode !== null) throw new Error(`flow ended with ${child.exitCode}: ${stderr()}`);
        await new Promise<void>(resolve => {
          wake = resolve;
        });
      }
    },
    stop: async (signal = "SIGTERM") => {
      child.kill(signal);
      return await ended;
    },
  };
}

function spawnFlow(args: readonly string[], { cwd, env = {}, main: binary = main }: Place): ChildProcess {
  const { PATH, HOME } = process.env;
  return spawn(process.execPath, [binary, ...args], {
    cwd,
    env: { PATH, HOME, NO_COLOR: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  let text = "";
  stream?.setEncoding("utf8").on("data", (part: string) => {
    text += part;
  });
  return () => text;
}
