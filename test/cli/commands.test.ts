import { once } from "node:events";
import { createServer } from "node:net";
import { type MailCatcher, startMailCatcher } from "@flowline/cli";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { copyExample, type ExampleProject } from "./example-project.js";
import { askFlow, type Place, runFlow, startFlow } from "./flow-command.js";

const users = `
  create table users (
    id bigint primary key, email text not null, name text not null,
    upgraded boolean not null default false, created_at timestamptz not null default now()
  );
  insert into users (id, email, name, upgraded, created_at)
    select n, 'user' || n || '@example.com', 'User ' || n, n % 2 = 0, now() from generate_series(1, 7) n;
  insert into users (id, email, name, created_at) values (8, 'old@example.com', 'Old', now() - interval '3 days')`;

let project: ExampleProject;
let database: TestDatabase;
let place: Place;

beforeAll(async () => {
  project = await copyExample("upgrade-drip");
});
afterAll(() => project.remove());
beforeEach(async () => {
  database = await createTestDatabase();
  place = { cwd: project.folder, env: { DATABASE_URL: database.url } };
});
afterEach(() => database.drop());

async function execute(statement: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

describe("plan, deploy and enroll", () => {
  it("plan counts who would enter and shows five of them, and writes nothing", async () => {
    await execute(users);
    const { code, json } = await askFlow(["plan", "upgrade-drip"], place);
    expect(code).toBe(0);
    expect(json).toMatchObject({ flow: "upgrade-drip", wouldEnter: 7, alreadyEntered: 0 });
    expect(json.samples).toHaveLength(5);
    expect((await askFlow(["runs"], place)).json.runs).toEqual([]);
  });

  it("plan of a flow that does not exist names the one that was meant", async () => {
    const { code, json } = await askFlow(["plan", "upgrade-dip"], place);
    expect(code).toBe(2);
    expect(json.error).toMatchObject({ code: "UNKNOWN_FLOW", fix: "Did you mean upgrade-drip?" });
  });

  it("a first deploy without an answer is refused and changes nothing; a second one of the same version is no news", async () => {
    await execute(users);
    const refused = await askFlow(["deploy"], place);
    expect(refused.code).toBe(4);
    expect(refused.json.flows).toEqual([{ flow: "upgrade-drip", outcome: "refused", existing: 7 }]);
    expect((await askFlow(["enroll", "upgrade-drip"], place)).json.error.code).toBe("UNKNOWN_FLOW");

    const deployed = await askFlow(["deploy", "upgrade-drip", "--backfill"], place);
    expect(deployed.code).toBe(0);
    expect(deployed.json.flows).toMatchObject([{ outcome: "created", existing: 7 }]);
    const again = await askFlow(["deploy"], place);
    expect(again.code).toBe(0);
    expect(again.json.flows).toMatchObject([{ outcome: "unchanged" }]);
    expect((await askFlow(["enroll", "upgrade-drip"], place)).json).toMatchObject({ enrolled: 7 });
    expect((await askFlow(["enroll", "upgrade-drip"], place)).json).toMatchObject({ enrolled: 0 });
  });

  it("--future-only leaves those out who match already, and the two answers exclude each other", async () => {
    await execute(users);
    expect((await askFlow(["deploy", "--backfill", "--future-only"], place)).code).toBe(2);
    expect((await askFlow(["deploy", "--future-only"], place)).code).toBe(0);
    expect((await askFlow(["enroll", "upgrade-drip"], place)).json).toMatchObject({ enrolled: 0 });
    await execute("insert into users (id, email, name) values (9, 'new@example.com', 'New')");
    expect((await askFlow(["enroll", "upgrade-drip"], place)).json).toMatchObject({ enrolled: 1 });
  });

  it("says which table or column is missing, and how to name another", async () => {
    const noTable = await askFlow(["deploy", "--backfill"], place);
    expect(noTable.code).toBe(1);
    expect(noTable.json.error).toMatchObject({ code: "SUBJECT_SOURCE", message: expect.stringContaining("users") });
    await execute("create table users (uid bigint, email text, name text, upgraded boolean, created_at timestamptz)");
    const noKey = await askFlow(["deploy", "--backfill"], place);
    expect(noKey.json.error.message).toContain('no column "id"');
    expect(noKey.json.error.fix).toContain("uid");
  });

  it("refuses to deploy what was not compiled and committed", async () => {
    const edited = await copyExample("upgrade-drip");
    await edited.edit("upgrade-drip.ts", '"7d"', '"9d"');
    const { code, json } = await askFlow(["deploy", "--backfill"], { ...place, cwd: edited.folder });
    expect(code).toBe(1);
    expect(json.error.code).toBe("STALE_IR");
    await edited.remove();
  });
});

describe("a database that cannot be used", () => {
  it.each([["runs"], ["plan", "upgrade-drip"], ["clock"]])(
    "flow %s ends with exit code 3 and no trace",
    async (...args) => {
      const { code, json, stderr } = await askFlow([...args, "--database", "postgres://127.0.0.1:1/nowhere"], place);
      expect(code).toBe(3);
      expect(json.error.code).toBe("DATABASE_UNREACHABLE");
      expect(stderr).not.toContain("    at ");
    },
  );

  it("an address that is none is a usage error that repeats no password", async () => {
    const { code, stdout, stderr } = await askFlow(["runs", "--database", "mysql://me:secret@127.0.0.1/x"], place);
    expect(code).toBe(2);
    expect(stdout + stderr).not.toContain("secret");
  });

  it("the clock of a database that is not for development is not pushed", async () => {
    const { code, json } = await askFlow(["clock", "push", "7d"], place);
    expect(code).toBe(4);
    expect(json.error.code).toBe("CLOCK");
    expect((await askFlow(["clock"], place)).json).toMatchObject({ development: false, offsetMs: 0 });
  });

  it("production has no database of its own", async () => {
    const { code, json } = await askFlow(["worker"], { cwd: project.folder, env: { NODE_ENV: "production" } });
    expect(code).toBe(2);
    expect(json.error).toMatchObject({ code: "NO_DATABASE", message: expect.stringContaining("DATABASE_URL") });
  });
});

describe("flow worker and flow runs", () => {
  let catcher: MailCatcher;
  beforeEach(async () => {
    catcher = await startMailCatcher();
    place = { ...place, env: { ...place.env, SMTP_URL: catcher.url } };
  });
  afterEach(() => catcher.close());

  /** Resolves once so many mails have arrived. */
  function mails(count: number): Promise<void> {
    return new Promise(resolve => {
      const look = (): void => {
        if (catcher.list().length >= count) resolve();
      };
      catcher.onMail(look);
      look();
    });
  }

  it("two workers send each mail once, stop on SIGTERM, and the runs tell their story", async () => {
    await execute(users);
    await runFlow(["deploy", "--backfill"], place);
    const workers = [startFlow(["worker", "--lease", "10s"], place), startFlow(["worker"], place)];
    await mails(7);
    for (const worker of workers) {
      await worker.next(event => event.event === "worker.started");
      expect(await worker.stop()).toBe(0);
    }
    expect(new Set(catcher.list().map(mail => mail.to.join())).size).toBe(7);
    expect(catcher.list()).toHaveLength(7);

    const first = (await askFlow(["runs", "--flow", "upgrade-drip", "--state", "waiting", "--limit", "4"], place)).json;
    expect(first.runs).toHaveLength(4);
    const rest = (await askFlow(["runs", "--limit", "4", "--after", first.next], place)).json;
    expect(rest).toMatchObject({ next: null });
    expect([...first.runs, ...rest.runs].map(run => Number(run.subjectId)).sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
    const one = (await askFlow(["runs", "--subject", "3"], place)).json.runs;
    expect(one).toMatchObject([{ subjectId: "3", state: "waiting", at: { node: "hi.wait" } }]);
    const story = await runFlow(["runs", "show", one[0].runId], place);
    expect(story.stdout).toContain("for user 3: waiting");
    expect(story.stdout).toContain("Entered the flow: user.signed_up_today was true");
    expect(story.stdout).toContain('Sent "hi" to user3@example.com.');
    expect(story.stdout).toMatch(/^ +Now: .* until \d/m);
  });

  it("a worker outlives a database that is down at its start, and comes back to it", async () => {
    await execute(users);
    await runFlow(["deploy", "--backfill"], place);
    const gate = await openGate(new URL(database.url));
    const worker = startFlow(["worker"], { ...place, env: { ...place.env, DATABASE_URL: gate.url } });
    await worker.next(event => event.event === "database.lost");
    expect(catcher.list()).toHaveLength(0);
    gate.open();
    await mails(7);
    expect(await worker.stop()).toBe(0);
    await gate.close();
  });

  it("without a mail server it says which variable is missing, and starts nothing", async () => {
    const { code, json } = await askFlow(["worker"], { cwd: project.folder, env: { DATABASE_URL: database.url } });
    expect(code).toBe(2);
    expect(json.error).toMatchObject({ code: "NO_MAIL_SERVER", message: expect.stringContaining("SMTP_URL") });
  });

  it.each([
    ["--lease", "30"],
    ["--concurrency", "0"],
    ["--batch", "many"],
  ])("refuses %s %s", async (option, value) => {
    const { code, json } = await askFlow(["worker", option, value], place);
    expect(code).toBe(2);
    expect(json.error.message).toContain(option);
  });

  it("a run that does not exist is said not to", async () => {
    for (const id of ["999", "no-such-run"]) {
      const { code, json } = await askFlow(["runs", "show", id], place);
      expect(code).toBe(2);
      expect(json.error.code).toBe("UNKNOWN_RUN");
    }
  });
});

/** A port that hangs up on everybody until it is opened, and then leads to the database. */
async function openGate(target: URL): Promise<{ readonly url: string; open(): void; close(): Promise<void> }> {
  const { connect } = await import("node:net");
  let isOpen = false;
  const server = createServer(socket => {
    socket.on("error", () => socket.destroy());
    if (!isOpen) {
      socket.destroy();
      return;
    }
    const upstream = connect(Number(target.port), target.hostname);
    upstream.on("error", () => socket.destroy());
    socket.pipe(upstream).pipe(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const url = new URL(target);
  url.port = String(typeof address === "object" ? address?.port : "");
  return {
    url: url.href,
    open: () => {
      isOpen = true;
    },
    close: async () => {
      server.close();
    },
  };
}
