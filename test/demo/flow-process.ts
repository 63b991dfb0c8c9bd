import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const REPOSITORY = new URL("../../../", import.meta.url);
const FLOW = fileURLToPath(new URL("packages/cli/dist/main.js", REPOSITORY));

/** The folder of the example that the demo runs. */
const PROJECT = fileURLToPath(new URL("examples/upgrade-drip", REPOSITORY));

/** Runs one `flow` command in the example to its end, and gives its JSON answer. */
export async function runFlow(args: readonly string[], env: NodeJS.ProcessEnv): Promise<unknown> {
  const child = start([...args, "--json"], env);
  let out = "";
  let err = "";
  child.stdout?.on("data", chunk => {
    out += chunk;
  });
  child.stderr?.on("data", chunk => {
    err += chunk;
  });
  const [code] = await once(child, "close");
  if (code !== 0) {
    throw new Error(`flow ${args.join(" ")} ended with ${code}: ${err || out}`);
  }
  return JSON.parse(out);
}

/** A `flow worker` in a process of its own. */
export interface WorkerProcess {
  readonly pid: number | undefined;
  /** SIGKILL: no chance to say anything. */
  kill(): Promise<void>;
  /** SIGTERM: finish and give the rest back. */
  stop(): Promise<void>;
}

export function startWorkerProcess(env: NodeJS.ProcessEnv): WorkerProcess {
  const child = start(["worker", "--lease", "3s", "--json"], env);
  let log = "";
  const keep = (chunk: Buffer): void => {
    log = (log + chunk.toString()).slice(-4_000);
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  let wanted = false;
  const ended = once(child, "close").then(([code, signal]) => {
    if (!wanted) {
      throw new Error(`the worker ended by itself (${code ?? signal}): ${log}`);
    }
  });
  ended.catch(() => undefined);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    wanted = true;
    child.kill(signal);
    await ended;
  };
  return { pid: child.pid, kill: () => end("SIGKILL"), stop: () => end("SIGTERM") };
}

function start(args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, [FLOW, ...args], {
    cwd: PROJECT,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}
