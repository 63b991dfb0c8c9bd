import { once } from "node:events";
import { readFile, rm, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyExample, type ExampleProject } from "./example-project.js";
import { askFlow, type Document, type Place, type RunningFlow, runFlow, startFlow } from "./flow-command.js";

/** One `flow dev` for the whole story: a newcomer's first half hour. */
describe("flow dev", () => {
  let project: ExampleProject;
  let place: Place;
  let dev: RunningFlow;
  let ready: Document;

  beforeAll(async () => {
    project = await copyExample("upgrade-drip");
    await rm(join(project.folder, "upgrade-drip.ir.json"));
    place = { cwd: project.folder };
    dev = startFlow(["dev"], place);
    ready = await dev.next(event => event.event === "ready");
  });
  afterAll(async () => {
    await dev.stop("SIGINT");
    await project.remove();
  });

  function mailsAbout(subject: string): readonly Document[] {
    return dev.events.filter(event => event.event === "mail" && event.subject.includes(subject));
  }

  /** Resolves with the events of so many mails about something. */
  async function mails(subject: string, count: number): Promise<readonly Document[]> {
    await dev.next(() => mailsAbout(subject).length >= count);
    return mailsAbout(subject);
  }

  async function execute(statement: string): Promise<void> {
    const client = new pg.Client({ connectionString: ready.database });
    await client.connect();
    await client.query(statement);
    await client.end();
  }

  it("starts a database, makes the table, compiles, deploys and sends the first mails", async () => {
    expect(dev.events.find(event => event.event === "tables")).toBeDefined();
    expect(dev.events.find(event => event.event === "deployed")).toMatchObject({ outcome: "created", existing: 4 });
    const arrived = await mails("Welcome to Tidepool", 4);
    expect(arrived.map(event => event.to[0]).sort()).toEqual(
      ["alan", "edsger", "grace", "katherine"].map(name => `${name}@example.com`),
    );
    expect((await stat(join(project.folder, "upgrade-drip.ir.json"))).isFile()).toBe(true);
    expect(await readFile(join(project.folder, ".flow", ".gitignore"), "utf8")).toBe("*\n");
  });

  it("serves the page on the loopback interface", async () => {
    const answer = await fetch(ready.url);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toContain("text/html");
    expect(new URL(ready.url).hostname).toBe("127.0.0.1");
  });

  it("shares its database with other commands, and a pushed clock brings the second mail to those who have not upgraded", async () => {
    const pushed = await askFlow(["clock", "push", "7d"], place);
    expect(pushed.json).toMatchObject({ development: true, offsetMs: 604_800_000 });
    const arrived = await mails("your first week", 3);
    expect(arrived.map(event => event.to[0]).sort()).toEqual(
      ["alan", "edsger", "grace"].map(name => `${name}@example.com`),
    );
    const { json } = await askFlow(["runs", "--state", "completed"], place);
    expect(json.runs).toHaveLength(4);
  });

  it("prints a finding and goes on with the last good version, and tells when it is put right", async () => {
    await project.edit("upgrade-drip.ts", '"upgrade"', '"upgrad"');
    const found = await dev.next(event => event.event === "findings");
    expect(found.diagnostics).toMatchObject([{ code: "FLOW2002" }]);
    await execute("insert into users (email, name, created_at) values ('ada@example.com', 'Ada', flowline.now())");
    await mails("Welcome to Tidepool, Ada", 1);
    await project.edit("upgrade-drip.ts", '"upgrad"', '"upgrade"');
    await dev.next(event => event.event === "clean");
  });

  it("deploys a changed flow, uses a changed message, and serves a new flow", async () => {
    await project.edit("upgrade-drip.ts", '"7d"', '"6d"');
    await dev.next(event => event.event === "deployed" && event.outcome === "updated");
    await project.write("messages/news.md", '---\nsubject: "News for {{ user.name }}"\n---\n\nHello.\n');
    await project.write(
      "news.ts",
      'import { send } from "flowline";\n\nexport default send("news", user => user.upgraded);\n',
    );
    await dev.next(event => event.event === "deployed" && event.flow === "news");
    await mails("News for", 2);

    const applied = (): number => dev.events.filter(event => event.event === "applied").length;
    const before = applied();
    await project.edit("messages/hi.md", "Welcome to Tidepool", "Ahoy");
    await dev.next(() => applied() > before);
    await execute("insert into users (email, name, created_at) values ('tim@example.com', 'Tim', flowline.now())");
    await mails("Ahoy, Tim", 1);
  });

  it("gives way where its usual ports are taken, but not where a port was asked for", async () => {
    const second = startFlow(["dev"], place);
    const other = await second.next(event => event.event === "ready");
    expect(other.url).not.toBe(ready.url);
    expect(other.smtp).not.toBe(ready.smtp);
    expect(other.database).toBe(ready.database);
    expect(await second.stop("SIGINT")).toBe(0);

    const occupier = createServer();
    occupier.listen(0, "127.0.0.1");
    await once(occupier, "listening");
    const address = occupier.address();
    const taken = typeof address === "object" ? String(address?.port) : "";
    for (const option of ["--port", "--smtp-port"]) {
      const refused = await runFlow(["dev", option, taken, "--json"], place);
      expect(refused.code).toBe(1);
      expect(refused.stderr).toContain(taken);
      expect(refused.stdout).toContain("PORT_IN_USE");
    }
    occupier.close();
  });

  it("refuses a database in which flows were deployed for real", async () => {
    const url = new URL(ready.database);
    await execute("create database real");
    url.pathname = "/real";
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    await client.query(await readFile(join(project.folder, "dev.sql"), "utf8"));
    await client.end();
    expect((await askFlow(["deploy", "upgrade-drip", "--future-only", "--database", url.href], place)).code).toBe(0);
    const refused = await runFlow(["dev", "--database", url.href, "--json"], place);
    expect(refused.code).toBe(4);
    expect(refused.stdout).toContain("CLOCK");
  });

  it("stops on Ctrl-C with its database, and finds everything again at the next start", async () => {
    expect(await dev.stop("SIGINT")).toBe(0);
    await expect(execute("select 1")).rejects.toThrow(/ECONNREFUSED/);
    dev = startFlow(["dev"], place);
    ready = await dev.next(event => event.event === "ready");
    expect(dev.events.filter(event => event.event === "deployed" || event.event === "tables")).toEqual([]);
    const { json } = await askFlow(["runs", "--flow", "upgrade-drip"], place);
    expect(json.runs.length).toBeGreaterThanOrEqual(6);
    expect(await dev.stop("SIGTERM")).toBe(0);
  });
});
