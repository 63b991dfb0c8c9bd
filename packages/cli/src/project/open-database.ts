import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Client, createClient } from "@flowline/runtime";
import { readProjectIr, readSetting, settingName } from "flowline/worker";
import { CommandError } from "../output/command-error.js";
import { exitCodes } from "../output/exit-codes.js";
import type { Terminal } from "../output/terminal.js";
import { startEmbeddedPostgres } from "../postgres/embedded-server.js";
import { findProjectDir, type PlaceFlags } from "./project-folder.js";

/*
 * The one place that chooses a database: --database, else the project's `database` setting (DATABASE_URL where the
 * project is not compiled yet), else the server that we run under the project's .flow folder. `.env` files are not
 * read: what a shell or a process manager sets is all there is, so that nobody writes to the wrong people by accident.
 */

/** The database of a command, and where it was found. */
export interface OpenDatabase {
  readonly url: string;
  /** `embedded`: our own server, which is always a development database. */
  readonly origin: "option" | "setting" | "embedded";
  /** What a person calls it. */
  readonly name: string;
  close(): Promise<void>;
}

/** The port of our own server where it is free: a connection string in somebody's notes stays right. */
const preferredPort = 54_320;

/** Finds the database, and starts our own server when there is no other. */
export async function openDatabase(flags: PlaceFlags, terminal: Terminal): Promise<OpenDatabase> {
  if (flags.database !== undefined) return given(flags.database, "option", "--database");
  const projectDir = await findProjectDir(flags);
  const setting = await databaseSetting(projectDir);
  const url = readSetting(setting);
  const name = settingName(setting);
  if (url !== undefined) return given(url, "setting", name);
  if (projectDir === undefined) throw noDatabase(`${name} is not set, and there is no project here`);
  if (process.env.NODE_ENV === "production") throw noDatabase(`${name} is not set, and NODE_ENV is production`);
  return await openEmbedded(projectDir, terminal);
}

/** Opens the database for the time of one question. */
export async function withClient<Answer>(
  flags: PlaceFlags,
  terminal: Terminal,
  ask: (client: Client, database: OpenDatabase) => Promise<Answer>,
): Promise<Answer> {
  const database = await openDatabase(flags, terminal);
  const client = createClient({ database: database.url });
  try {
    return await ask(client, database);
  } finally {
    await client.close();
    await database.close();
  }
}

async function databaseSetting(
  projectDir: string | undefined,
): Promise<{ readonly env: string } | { readonly value: string }> {
  const project = projectDir === undefined ? undefined : await readProjectIr(projectDir);
  return project?.database ?? { env: "DATABASE_URL" };
}

function given(url: string, origin: OpenDatabase["origin"], name: string): OpenDatabase {
  return Object.freeze({ url, origin, name, close: async () => undefined });
}

async function openEmbedded(projectDir: string, terminal: Terminal): Promise<OpenDatabase> {
  const folder = join(projectDir, ".flow");
  await mkdir(folder, { recursive: true });
  // The folder ignores itself: nobody commits a database by accident.
  await writeFile(join(folder, ".gitignore"), "*\n");
  const server = await startEmbeddedPostgres({
    dataDir: join(folder, "postgres"),
    port: preferredPort,
    log: line => terminal.note(line),
  });
  try {
    await makeDevelopmentDatabase(server.url);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return Object.freeze({ url: server.url, origin: "embedded", name: ".flow/postgres", close: () => server.stop() });
}

/** Before anything else is done to it: a database with a deployed flow can no longer become one. */
async function makeDevelopmentDatabase(url: string): Promise<void> {
  const client = createClient({ database: url });
  try {
    await client.migrate();
    await client.enableDevelopment();
  } finally {
    await client.close();
  }
}

function noDatabase(reason: string): CommandError {
  return new CommandError({
    code: "NO_DATABASE",
    message: `There is no database: ${reason}.`,
    fix: "Give a connection string in that variable or with --database. In a project, outside production, flow runs a database of its own.",
    exitCode: exitCodes.usage,
  });
}
