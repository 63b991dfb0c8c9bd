import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type MailCatcher, startEmbeddedPostgres, startMailCatcher } from "@flowline/cli";
import { type Client, createClient } from "@flowline/runtime";
import pg from "pg";
import { type ArrivedMail, type Audit, auditMails, type MessageKind } from "./audit.js";
import { runFlow, startWorkerProcess } from "./flow-process.js";
import { createUsers, makePopulation, upgradeSome } from "./population.js";
import type { Story } from "./story.js";

export interface DemoOptions {
  readonly users: number;
  readonly seed: number;
}

/** What the demo found. `hi` and `upgrade` count mails that arrived, repeats included. */
interface DemoReport extends Omit<Audit, "wrong"> {
  readonly users: number;
  readonly enrolled: number;
  readonly killedWorkers: number;
  readonly seconds: number;
}

export interface DemoResult {
  readonly report: DemoReport;
  /** What is not as promised, in words; empty when all is well. */
  readonly failures: readonly string[];
}

const FLOW = "upgrade-drip";
const HOUR_MS = 3_600_000;

/** Runs the whole story on a Postgres and an SMTP server of its own, and counts from the mails what came of it. */
export async function runDemo(options: DemoOptions, story: Story): Promise<DemoResult> {
  const folder = await mkdtemp(join(tmpdir(), "flowline-demo-"));
  story.tell("starting a PostgreSQL 18 of its own, and an SMTP server");
  const server = await startEmbeddedPostgres({ dataDir: join(folder, "postgres") });
  const catcher = await startMailCatcher({ limit: Number.POSITIVE_INFINITY, keepBodies: false });
  const db = new pg.Client({ connectionString: server.url });
  const client = createClient({ database: server.url });
  try {
    await db.connect();
    return await play(options, { story, db, client, catcher, url: server.url });
  } finally {
    await client.close();
    await db.end();
    await catcher.close();
    await server.remove();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Stage {
  readonly story: Story;
  readonly db: pg.Client;
  readonly client: Client;
  readonly catcher: MailCatcher;
  readonly url: string;
}

async function play(options: DemoOptions, stage: Stage): Promise<DemoResult> {
  const { story, db, client, catcher, url } = stage;
  const env = { DATABASE_URL: url, SMTP_URL: catcher.url };
  const people = makePopulation(options.users, options.seed);
  const enrolled = people.filter(person => person.signedUpToday).length;
  await client.migrate();
  await client.enableDevelopment();
  await leaveMidnight(client);
  await createUsers(db, people);
  story.tell(`made the application's users table: ${people.length} people, ${enrolled} of them signed up today`);
  await runFlow(["compile"], env);
  await runFlow(["deploy", FLOW, "--backfill"], env);
  story.tell("compiled the five lines to a DAG and deployed it");

  const mails: ArrivedMail[] = [];
  let afterTheWeek = false;
  catcher.onMail(mail => {
    mails.push({ to: mail.to[0] ?? "", message: kindOf(mail.subject), messageId: mail.messageId, afterTheWeek });
  });
  await killInTheMiddle(stage, env, mails, enrolled);
  const worker = startWorkerProcess(env);
  try {
    await watch(stage, "got hi and sleep", enrolled, flow => flow.waiting);
    story.tell(
      `another worker took over: ${enrolled} people got hi and sleep, one row each in Postgres, held by no process`,
    );
    await upgradeSome(db, people);
    const upgrading = people.filter(person => person.signedUpToday && person.upgradesInTheWeek).length;
    story.tell(`${upgrading} of them upgrade during the week; pushing flow time by seven days`);
    afterTheWeek = true;
    await runFlow(["clock", "push", "7d"], env);
    await watch(stage, "finished", enrolled, flow => flow.completed);
  } finally {
    await worker.stop();
  }
  story.tell("everybody has finished; counting the mails that arrived");
  const { wrong, ...audit } = auditMails(mails, people);
  const report = { users: people.length, enrolled, ...audit, killedWorkers: 1, seconds: story.seconds };
  return { report, failures: listFailures(report, wrong) };
}

/** The two messages, told apart by the subject lines in `messages/`. */
function kindOf(subject: string): MessageKind {
  if (subject.startsWith("Welcome to Tidepool, ")) {
    return "hi";
  }
  return subject.endsWith(", your first week with Tidepool") ? "upgrade" : "unknown";
}

/** Lets a worker send to a third of the people, then takes it away without a word. */
async function killInTheMiddle(
  stage: Stage,
  env: NodeJS.ProcessEnv,
  mails: readonly ArrivedMail[],
  enrolled: number,
): Promise<void> {
  const { story } = stage;
  const enough = Math.ceil(enrolled / 3);
  const worker = startWorkerProcess(env);
  story.tell(`worker ${worker.pid} starts: it enrols the audience and sends hi`);
  await until(
    () => mails.length >= enough,
    () => story.progress("mails", mails.length, enrolled),
  );
  await worker.kill();
  story.tell(`killed worker ${worker.pid} with SIGKILL in the middle of the first sends, after ${mails.length} mails`);
}

type Counts = Awaited<ReturnType<Client["listFlows"]>>[number]["counts"];

async function watch(stage: Stage, what: string, of: number, read: (counts: Counts) => number): Promise<void> {
  const { client, story } = stage;
  await until(async () => {
    const counts = (await client.listFlows())[0]?.counts;
    const done = counts === undefined ? 0 : read(counts);
    story.progress(what, done, of);
    return done >= of;
  });
}

const PATIENCE_MS = 300_000;

async function until(condition: () => boolean | Promise<boolean>, show?: () => void): Promise<void> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  while (!(await condition())) {
    if (performance.now() > giveUpAt) {
      throw new Error("nothing more happens: the demo waited five minutes in vain");
    }
    show?.();
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

/** A repeat is no failure: a send may be on the wire when its worker dies, and comes again under the same Message-ID. */
function listFailures(report: DemoReport, wrong: number): readonly string[] {
  const failures: string[] = [];
  if (report.missing > 0) {
    failures.push(`${report.missing} mails did not arrive`);
  }
  if (report.early > 0) {
    failures.push(`${report.early} mails came before their time`);
  }
  if (wrong > 0) {
    failures.push(`${wrong} mails went to the wrong people, or came again under another Message-ID`);
  }
  if (report.duplicates > IN_FLIGHT_AT_MOST) {
    failures.push(`${report.duplicates} mails came twice, more than can have been in flight at the kill`);
  }
  return failures;
}

/** The worker's default concurrency: so many bodies run at once. */
const IN_FLIGHT_AT_MOST = 50;

/** Keeps "today" from ending while the demo runs: it starts in the first hours of a day of flow time. */
async function leaveMidnight(client: Client): Promise<void> {
  const { flowTime } = await client.clock();
  const untilMidnightMs = 24 * HOUR_MS - (Date.parse(flowTime) % (24 * HOUR_MS));
  if (untilMidnightMs < HOUR_MS) {
    await client.pushClock(untilMidnightMs + 60_000);
  }
}
