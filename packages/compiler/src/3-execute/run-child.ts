import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import type { BuildResult } from "./child/messages.js";
import { decodeChildMessage } from "./decode-child-message.js";

/** What one child process reported until it ended. */
export interface ChildRun {
  readonly built: ReadonlyMap<string, readonly BuildResult[]>;
  /** The unit that was begun and not finished, or null where all were. */
  readonly stuck: string | null;
  /** How many units were begun before the end. */
  readonly begun: number;
  readonly end: ChildEnd;
}

/** How it ended. */
export type ChildEnd =
  | { readonly type: "done" }
  | { readonly type: "too slow" }
  /** Node's own word for a top-level await that nothing can settle any more. */
  | { readonly type: "never settles" }
  | { readonly type: "died"; readonly how: string };

export interface ChildOptions {
  readonly program: string;
  readonly planFile: string;
  readonly cwd: string;
  readonly limitMs: number;
}

/** Runs the child to its end, or to the limit. Its environment is empty: what it builds must not depend on the machine. */
export async function runChild({ program, planFile, cwd, limitMs }: ChildOptions): Promise<ChildRun> {
  const child = spawn(process.execPath, ["--max-old-space-size=512", program, planFile], {
    cwd,
    // Windows does not start a process without this one.
    env: process.env.SystemRoot === undefined ? {} : { SystemRoot: process.env.SystemRoot },
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const ended = new Promise<string>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`));
  });
  let late = false;
  const limit = setTimeout(() => {
    late = true;
    child.kill("SIGKILL");
  }, limitMs);
  try {
    const report = readReport(child.stdio[3]);
    const how = await ended;
    const { built, begun, done } = await report;
    const stuck = begun.find(id => !built.has(id)) ?? null;
    const end = endOf({ done, late, how });
    return { built, stuck, begun: begun.length, end };
  } finally {
    clearTimeout(limit);
  }
}

function endOf({
  done,
  late,
  how,
}: {
  readonly done: boolean;
  readonly late: boolean;
  readonly how: string;
}): ChildEnd {
  if (done) return { type: "done" };
  if (late) return { type: "too slow" };
  return how === "exit code 13" ? { type: "never settles" } : { type: "died", how };
}

interface Report {
  readonly built: ReadonlyMap<string, readonly BuildResult[]>;
  readonly begun: readonly string[];
  readonly done: boolean;
}

async function readReport(channel: unknown): Promise<Report> {
  const built = new Map<string, readonly BuildResult[]>();
  const begun: string[] = [];
  let done = false;
  for await (const line of createInterface({ input: asReadable(channel) })) {
    const message = decodeChildMessage(line);
    // A line that was cut off by the end of the process says nothing.
    if (message === null) continue;
    if (message.say === "begin") begun.push(message.id);
    else if (message.say === "built") built.set(message.id, message.builds);
    else done = true;
  }
  return { built, begun, done };
}

function asReadable(channel: unknown): Readable {
  if (typeof channel === "object" && channel !== null && isReadable(channel)) return channel;
  throw new Error("The channel to the child process was not opened.");
}

function isReadable(channel: object): channel is Readable {
  return "readable" in channel && "on" in channel;
}
