import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { seedFlow } from "../runtime/seed-flow.js";
import { createWorld, DAY_MS, until, type World } from "../runtime/world.js";

const PEOPLE = 80;
const PROGRAM = fileURLToPath(new URL("worker-process.mjs", import.meta.url));

let world: World;
let processes: ChildProcess[];
let sends: string[];
beforeEach(async () => {
  world = await createWorld();
  processes = [];
  sends = [];
  await world.addUsers(Array.from({ length: PEOPLE }, (_, id) => ({ id })));
  await world.client.deploy(seedFlow(), { existing: "backfill" });
});
afterEach(async () => {
  await Promise.all(processes.map(kill));
  await world.close();
});

function startProcess(): ChildProcess {
  const settings = { database: world.url, leaseMs: 1_000, sendMs: 15 };
  const child = spawn(process.execPath, [PROGRAM, JSON.stringify(settings)], { stdio: ["ignore", "pipe", "inherit"] });
  let rest = "";
  child.stdout.on("data", chunk => {
    const lines = `${rest}${chunk}`.split("\n");
    rest = lines.pop() ?? "";
    sends.push(...lines);
  });
  processes.push(child);
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = new Promise(resolve => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
  }
}

const count = async (state: "waiting" | "completed") => (await world.client.listFlows())[0]?.counts[state];

/** Every node of every run committed once; every send carried the one key of its run and node. */
async function nothingLostAndNothingDouble(): Promise<void> {
  const { rows } = await world.sql.query(
    "select node, count(*)::int as all, count(distinct run_id)::int as runs from flowline.history where kind = 2 group by node",
  );
  expect(rows.map(row => [row.all, row.runs])).toEqual([
    [PEOPLE, PEOPLE],
    [PEOPLE, PEOPLE],
  ]);
  const keys = new Map<string, Set<string>>();
  for (const line of sends) {
    const [message, subject, key] = line.split(" ");
    const name = `${message} ${subject}`;
    keys.set(name, (keys.get(name) ?? new Set()).add(key ?? ""));
  }
  expect(keys.size).toBe(2 * PEOPLE);
  expect([...keys.values()].filter(one => one.size !== 1)).toEqual([]);
  const { rows: left } = await world.sql.query(
    "select (select count(*) from flowline.cursors)::int as cursors, (select count(*) from flowline.runs)::int as runs",
  );
  expect(left[0]).toEqual({ cursors: 0, runs: 0 });
}

/** A small generator of numbers in [0, 1) that a printed seed repeats. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test("workers killed at random moments lose nobody and commit every node once", async () => {
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
  console.info(`seed ${seed}: repeat with SEED=${seed}`);
  const next = random(seed);
  for (let kills = 0; kills < 6; kills += 1) {
    const child = startProcess();
    const before = sends.length;
    const target = before + Math.floor(next() * 30);
    await until("it has sent some", async () => sends.length > target || (await count("waiting")) === PEOPLE);
    await new Promise(resolve => setTimeout(resolve, next() * 20));
    await kill(child);
    if ((await count("waiting")) === PEOPLE) {
      await world.client.pushClock(7 * DAY_MS);
    }
  }
  startProcess();
  await until("all have gone through", async () => {
    if ((await count("waiting")) === PEOPLE) {
      await world.client.pushClock(7 * DAY_MS);
    }
    return (await count("completed")) === PEOPLE;
  });
  await nothingLostAndNothingDouble();
});

test("a process frozen beyond its lease, with sends under way, harms nothing when it comes back", async () => {
  const frozen = startProcess();
  await until("it is in the middle", () => sends.length > 10);
  frozen.kill("SIGSTOP");
  startProcess();
  await until("the other has taken over", async () => (await count("waiting")) === PEOPLE);
  await world.client.pushClock(7 * DAY_MS);
  frozen.kill("SIGCONT");
  await until("all have ended", async () => (await count("completed")) === PEOPLE);
  await nothingLostAndNothingDouble();
  const { rows } = await world.sql.query("select count(*)::int from flowline.history where kind = 7");
  expect(rows[0].count).toBeGreaterThan(0);
});

test("a process that is told to stop in the middle gives everything back, exits by itself, and repeats nothing", async () => {
  const child = startProcess();
  await until("it is in the middle", () => sends.length > 10);
  const gone = new Promise(resolve => child.once("exit", resolve));
  child.kill("SIGTERM");
  child.kill("SIGTERM");
  expect(await gone).toBe(0);
  const { rows } = await world.sql.query("select count(*)::int from flowline.cursors where worker is not null");
  expect(rows[0].count).toBe(0);
  startProcess();
  await until("all sleep", async () => (await count("waiting")) === PEOPLE);
  expect(sends).toHaveLength(PEOPLE);
});
