import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { readFile, stat, truncate } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { program } from "./binaries.js";
import { embeddedPostgresError } from "./database-error.js";
import { findFreePort } from "./free-port.js";
import { isErrno } from "./is-alive.js";
import type { Placement } from "./placement.js";
import { findPostmaster } from "./postmaster.js";

const startTimeoutMs = 60_000;
const pollMs = 20;
const attempts = 5;
const logLimitBytes = 5_000_000;

/** How to start a server. */
export interface LaunchOptions {
  /** The port that is taken when it is free; 0 for any. */
  readonly port: number;
  /** Settings of `postgresql.conf` that this start overrides. */
  readonly settings: Readonly<Record<string, string>>;
}

/** What a server inherits from us: nothing of the person's environment, PGDATA and the like included. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TEMP, TMP } = process.env;
  return { PATH, SystemRoot, TEMP, TMP, LC_ALL: "C", TZ: "UTC" };
}

/**
 * Starts a server and returns its port once it accepts connections. It is a process group of its own: Ctrl-C in the
 * terminal reaches us and not the server, and the server outlives us if another command of the project still uses it.
 */
export async function launchServer(placement: Placement, options: LaunchOptions): Promise<number> {
  const log = join(placement.home, "server.log");
  await shortenLog(log);
  let reason = "";
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const port = await findFreePort(attempt === 1 ? options.port : 0);
    const logStart = await sizeOf(log);
    const child = spawnServer(placement, { ...options, port }, log);
    if (await becomesReady(placement.data, child)) return port;
    reason = (await readFile(log, "utf8")).slice(logStart).trim();
    if (!isPassing(reason)) break;
    await sleep(attempt * 200);
  }
  throw embeddedPostgresError(
    `The development database did not start. Its last words (all of them are in ${log}): ${lastLines(reason)}`,
    `If that does not help, delete ${placement.home} to begin with an empty database.`,
  );
}

function spawnServer(placement: Placement, { port, settings }: LaunchOptions, log: string): ChildProcess {
  const all: Readonly<Record<string, string>> = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "200",
    log_checkpoints: "off",
    ...settings,
  };
  const flags = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const output = openSync(log, "a", 0o600);
  try {
    const child = spawn(program(placement.binaries, "postgres"), ["-D", placement.data, "-p", String(port), ...flags], {
      ...placement.account,
      cwd: dirname(placement.data),
      env: serverEnvironment(),
      detached: true,
      stdio: ["ignore", output, output],
    });
    child.unref();
    return child;
  } finally {
    closeSync(output);
  }
}

/** False when the process ended, or could not be made, before it was ready. */
async function becomesReady(data: string, child: ChildProcess): Promise<boolean> {
  let failure: Error | undefined;
  child.once("error", error => {
    failure = error;
  });
  const deadline = Date.now() + startTimeoutMs;
  while (Date.now() < deadline) {
    if (failure !== undefined) {
      throw embeddedPostgresError(`The Postgres program cannot be run: ${failure.message}.`, "", failure);
    }
    if (child.exitCode !== null || child.signalCode !== null) return false;
    const postmaster = findPostmaster(data);
    if (postmaster?.pid === child.pid && postmaster?.ready === true) return true;
    await sleep(pollMs);
  }
  child.kill("SIGQUIT");
  return false;
}

/** The port was taken between our look and the start, or the processes of a killed server are still on their way out. */
function isPassing(words: string): boolean {
  return /could not bind|Address already in use|pre-existing shared memory|could not create any TCP/.test(words);
}

async function shortenLog(log: string): Promise<void> {
  if ((await sizeOf(log)) > logLimitBytes) await truncate(log);
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (isErrno(error, "ENOENT")) return 0;
    throw error;
  }
}

function lastLines(text: string): string {
  return text === "" ? "none." : text.split("\n").slice(-4).join(" ");
}
