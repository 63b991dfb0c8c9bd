import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EmbeddedServer, startEmbeddedPostgres } from "@flowline/cli";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "flowline-pg-"));
  await chmod(folder, 0o711);
});
afterAll(async () => {
  const server = await start();
  await server.remove();
  await rm(folder, { recursive: true, force: true });
});

function start(port = 0): Promise<EmbeddedServer> {
  return startEmbeddedPostgres({ dataDir: join(folder, "postgres"), durable: false, port });
}

async function ask(url: string, statement: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const result = await client.query(statement);
    return result.rows[0] === undefined ? undefined : Object.values(result.rows[0])[0];
  } finally {
    await client.end();
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Another process that uses the same server until it is told otherwise. */
async function startElsewhere(): Promise<{ readonly process: ChildProcess; readonly url: string }> {
  const child = fork(new URL("./hold-server.mjs", import.meta.url), [join(folder, "postgres")], { execArgv: [] });
  const url = await Promise.race([
    once(child, "message").then(([message]) => message),
    once(child, "exit").then(([code]) => Promise.reject(new Error(`the other process ended with ${code}`))),
  ]);
  return { process: child, url: String(url) };
}

describe("the embedded Postgres", () => {
  it("is a UTF-8 server in UTC that listens on the loopback interface only", async () => {
    const server = await start();
    expect(await ask(server.url, "show server_encoding")).toBe("UTF8");
    expect(await ask(server.url, "show timezone")).toBe("UTC");
    expect(await ask(server.url, "show listen_addresses")).toBe("127.0.0.1");
    expect(await ask(server.url, "select current_database()")).toBe("app");
    await server.stop();
  });

  it("keeps its data between starts, and its password in a file that only its owner reads", async () => {
    const first = await start();
    await ask(first.url, "create table kept as select 42 as answer");
    await first.stop();
    await expect(ask(first.url, "select 1")).rejects.toThrow(/ECONNREFUSED/);
    const second = await start();
    expect(await ask(second.url, "select answer from kept")).toBe(42);
    const password = join(folder, "postgres", "password");
    expect((await stat(password)).mode & 0o777).toBe(0o600);
    expect(second.url).toContain(await readFile(password, "utf8"));
    await second.stop();
  });

  it("refuses a wrong password", async () => {
    const server = await start();
    const wrong = new URL(server.url);
    wrong.password = "wrong";
    await expect(ask(wrong.href, "select 1")).rejects.toThrow(/password authentication failed/);
    await server.stop();
  });

  it("takes the wanted port when it is free and another one when it is not", async () => {
    const occupier = createServer();
    occupier.listen(0, "127.0.0.1");
    await once(occupier, "listening");
    const address = occupier.address();
    const taken = typeof address === "object" && address !== null ? address.port : 0;
    const elsewhere = await start(taken);
    expect(elsewhere.port).not.toBe(taken);
    expect(await ask(elsewhere.url, "select 1")).toBe(1);
    await elsewhere.stop();
    occupier.close();
    await once(occupier, "close");
    const there = await start(taken);
    expect(there.port).toBe(taken);
    await there.stop();
  });

  it("is shared by processes and stops with the last of them", async () => {
    const other = await startElsewhere();
    const mine = await start();
    expect(mine.started).toBe(false);
    expect(mine.url).toBe(other.url);
    other.process.kill("SIGTERM");
    await once(other.process, "exit");
    expect(await ask(mine.url, "select 1")).toBe(1);
    await mine.stop();
    await expect(ask(mine.url, "select 1")).rejects.toThrow(/ECONNREFUSED/);
  });

  it("is found again after its process was killed, and stopped by the next one", async () => {
    const other = await startElsewhere();
    other.process.kill("SIGKILL");
    await once(other.process, "exit");
    const mine = await start();
    expect(mine.started).toBe(false);
    expect(mine.url).toBe(other.url);
    await mine.stop();
    await expect(ask(mine.url, "select 1")).rejects.toThrow(/ECONNREFUSED/);
  });

  it("starts over a pid file that names a process which is no Postgres", async () => {
    const pidFile = join(folder, "postgres", "data", "postmaster.pid");
    await writeFile(pidFile, `${process.ppid}\n/nowhere\n1\n1\n\n127.0.0.1\n\nready\n`);
    expect(isRunning(process.ppid)).toBe(true);
    const server = await start();
    expect(server.started).toBe(true);
    expect(await ask(server.url, "select 1")).toBe(1);
    await server.stop();
  });

  it("survives a crash of the server itself", async () => {
    const other = await startElsewhere();
    await ask(other.url, "create table before_crash as select 7 as answer");
    const pid = Number((await readFile(join(folder, "postgres", "data", "postmaster.pid"), "utf8")).split("\n")[0]);
    process.kill(pid, "SIGKILL");
    const mine = await start();
    expect(mine.started).toBe(true);
    expect(await ask(mine.url, "select answer from before_crash")).toBe(7);
    other.process.kill("SIGKILL");
    await mine.stop();
  });

  it("works below a folder that nobody but its owner may enter", async () => {
    const closed = await mkdtemp(join(tmpdir(), "flowline-closed-"));
    const options = { dataDir: join(closed, ".flow", "postgres"), durable: false };
    const server = await startEmbeddedPostgres(options);
    await ask(server.url, "create table kept as select 42 as answer");
    await server.stop();
    const again = await startEmbeddedPostgres(options);
    expect(await ask(again.url, "select answer from kept")).toBe(42);
    await again.remove();
    await expect(stat(options.dataDir)).rejects.toThrow(/ENOENT/);
    await rm(closed, { recursive: true });
  });

  it("says what to do when its password file is gone", async () => {
    const closed = await mkdtemp(join(tmpdir(), "flowline-password-"));
    await chmod(closed, 0o711);
    const options = { dataDir: join(closed, "postgres"), durable: false };
    const server = await startEmbeddedPostgres(options);
    await server.stop();
    const password = await readFile(join(options.dataDir, "password"), "utf8");
    await rm(join(options.dataDir, "password"));
    await expect(startEmbeddedPostgres(options)).rejects.toMatchObject({
      code: "EMBEDDED_POSTGRES",
      message: expect.stringContaining("password"),
      fix: expect.stringContaining("DATABASE_URL"),
    });
    await writeFile(join(options.dataDir, "password"), password);
    await (await startEmbeddedPostgres(options)).remove();
    await rm(closed, { recursive: true });
  });
});
