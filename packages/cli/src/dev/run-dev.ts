import { createClient } from "@flowline/runtime";
import { PortInUseError, type Studio, type StudioOptions, startStudio } from "@flowline/studio";
import { type MailCatcher, startMailCatcher } from "../mail-catcher/mail-catcher.js";
import { readNumber } from "../output/read-number.js";
import type { CommandResult, Terminal } from "../output/terminal.js";
import { findFreePort } from "../postgres/free-port.js";
import { type OpenDatabase, openDatabase } from "../project/open-database.js";
import { getProjectDir, type PlaceFlags } from "../project/project-folder.js";
import { emptyInbox, inboxOf } from "./dev-inbox.js";
import { DevSession } from "./dev-session.js";
import { tellMails } from "./mail-news.js";
import { watchProject } from "./watch-project.js";

/** The options of `flow dev`. */
export interface DevFlags extends PlaceFlags {
  readonly port?: string;
  readonly smtpPort?: string;
  readonly realSmtp?: boolean;
}

/** The page's port where nobody else has it. */
const studioPort = 4400;
/** The mail catcher's port where nobody else has it: the one that mail catchers usually have. */
const catcherPort = 1025;
const ports = { min: 0, max: 65_535 };

/** Runs a project on this machine until `interrupted` says that it is enough. */
export async function runDev(
  flags: DevFlags,
  terminal: Terminal,
  interrupted: () => Promise<unknown>,
): Promise<CommandResult> {
  const projectDir = await getProjectDir(flags);
  const closers: (() => Promise<void>)[] = [];
  try {
    const database = await openDatabase(flags, terminal);
    closers.push(() => database.close());
    const client = createClient({ database: database.url });
    closers.push(() => client.close());
    await client.migrate();
    await client.enableDevelopment();
    const catcher = flags.realSmtp === true ? null : await openCatcher(flags, terminal);
    if (catcher !== null) closers.push(() => catcher.close());
    const session = new DevSession({
      projectDir,
      databaseUrl: database.url,
      ownDatabase: database.origin === "embedded",
      smtpUrl: catcher?.url ?? null,
      client,
      terminal,
    });
    closers.push(() => session.stop());
    await session.refresh();
    const inbox = catcher === null ? emptyInbox : inboxOf(catcher);
    const studio = await openStudio(flags, { client, inbox, diagnostics: () => session.diagnostics });
    closers.push(() => studio.close());
    const watcher = await watchProject({
      projectDir,
      onChange: () => void session.refresh(),
      onError: error => terminal.note(`The project's files cannot be watched: ${String(error)}`),
    });
    closers.push(() => watcher.close());
    announce({ terminal, studio, catcher, database, projectDir });
    await interrupted();
    terminal.note("Stopping ...");
  } finally {
    for (const close of closers.toReversed()) await close();
  }
  return { json: undefined, text: "" };
}

async function openCatcher(flags: DevFlags, terminal: Terminal): Promise<MailCatcher> {
  const onMail = tellMails(terminal);
  if (flags.smtpPort !== undefined) {
    return await startMailCatcher({ port: readNumber(flags.smtpPort, "--smtp-port", ports), onMail });
  }
  return await startMailCatcher({ port: await findFreePort(catcherPort), onMail });
}

/** A port that was asked for is that port or an error; the usual one gives way. */
async function openStudio(flags: DevFlags, options: StudioOptions): Promise<Studio> {
  if (flags.port !== undefined) return await startStudio({ ...options, port: readNumber(flags.port, "--port", ports) });
  try {
    return await startStudio({ ...options, port: studioPort });
  } catch (error) {
    if (!(error instanceof PortInUseError)) throw error;
    return await startStudio({ ...options, port: 0 });
  }
}

interface Announcement {
  readonly terminal: Terminal;
  readonly studio: Studio;
  readonly catcher: MailCatcher | null;
  readonly database: OpenDatabase;
  readonly projectDir: string;
}

function announce({ terminal, studio, catcher, database, projectDir }: Announcement): void {
  const own = database.origin === "embedded";
  const notUsual = studio.port === studioPort ? "" : `  (port ${studioPort} is in use)`;
  const lines = [
    "",
    `  page      ${studio.url}${notUsual}`,
    `  mail      ${catcher === null ? "delivered for real, by the project's mail server" : `caught, not delivered: ${catcher.url}`}`,
    // Our own server's password guards a development database on this machine; another's is not ours to show.
    `  database  ${own ? database.url : database.name}`,
    "",
    "  Try:  open the page, and push the clock by a week",
    "        change a flow or a message, and save",
    ...(own ? ['        add somebody: psql "<database>", created_at = flowline.now()'] : []),
    "  Ctrl-C stops it; what happened stays.",
    "",
  ];
  terminal.event(
    {
      event: "ready",
      url: studio.url,
      smtp: catcher?.url ?? null,
      database: own ? database.url : null,
      origin: database.origin,
      projectDir,
    },
    lines.join("\n"),
  );
}
