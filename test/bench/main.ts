import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startEmbeddedPostgres } from "@flowline/cli";
import pg from "pg";
import { type BenchRow, median, printTable } from "./bench-row.js";
import { measureCompile } from "./c1-compile.js";
import { measureInterpreter } from "./c4-interpreter.js";
import { type CeilingFigures, measureCeiling } from "./ceiling.js";
import { type LinearFlowFigures, measureLinearFlow } from "./s0-linear-flow.js";

const HELP = `npm run bench -- [--only ID,...] [--runs N] [--rounds N] [--json]

Measures this engine beside the flat loop of test/bench/ceiling.ts, alternating on one server of its own, and prints the
medians. Only the ratios mean anything on a shared machine. Never run it while something else is running.

  C1  200 flows: cold compile beside tsc (C1), one changed file under --watch (C2), warm --check (C3); needs no database
  C4  a typical guard, by the interpreter and by the same JavaScript function (needs no database)
  S0  the seed flow for N people (default 100,000), no-op provider, full history`;

const WORKLOADS = { C1: measureCompile, C4: measureInterpreter, S0: runS0 };

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: "string" },
      runs: { type: "string", default: "100000" },
      rounds: { type: "string", default: "3" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const wanted = values.only?.split(",") ?? Object.keys(WORKLOADS);
  const unknown = wanted.filter(id => !(id in WORKLOADS));
  if (unknown.length > 0) {
    throw new Error(`there is no workload ${unknown.join(", ")}; there are ${Object.keys(WORKLOADS).join(", ")}`);
  }
  const size = { runs: Number(values.runs), rounds: Number(values.rounds) };
  const rows = [
    ...(wanted.includes("C1") ? await measureCompile(size.rounds) : []),
    ...(wanted.includes("C4") ? measureInterpreter(INTERPRETER_ROUNDS) : []),
    ...(wanted.includes("S0") ? await onServer((db, url) => runS0(db, url, size)) : []),
  ];
  printTable(rows);
  if (values.json) {
    console.log(JSON.stringify(rows));
  }
  process.exitCode = rows.every(row => row.holds) ? 0 : 1;
}

/** So many that the compiler of JavaScript has long done its work. */
const INTERPRETER_ROUNDS = 15;

/** Runs a workload on a server that exists for it alone. */
async function onServer(
  run: (db: pg.Client, url: string) => Promise<readonly BenchRow[]>,
): Promise<readonly BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), "flowline-bench-"));
  const server = await startEmbeddedPostgres({ dataDir: join(folder, "postgres") });
  const db = new pg.Client({ connectionString: server.url });
  try {
    await db.connect();
    return await run(db, server.url);
  } finally {
    await db.end();
    await server.remove();
    await rm(folder, { recursive: true, force: true });
  }
}

async function runS0(
  db: pg.Client,
  url: string,
  size: { readonly runs: number; readonly rounds: number },
): Promise<readonly BenchRow[]> {
  const ceilings: CeilingFigures[] = [];
  const figures: LinearFlowFigures[] = [];
  for (let round = 1; round <= size.rounds; round++) {
    ceilings.push(await measureCeiling(db, { runs: size.runs, steps: 3, batch: 1_000 }));
    figures.push(await measureLinearFlow(db, url, size.runs));
    const [flat, ours] = [ceilings.at(-1)?.stepsPerS ?? 0, figures.at(-1)?.stepsPerS ?? 0];
    console.error(
      `round ${round} of ${size.rounds}: ceiling ${Math.round(flat)} steps/s, S0 ${Math.round(ours)} steps/s`,
    );
  }
  const ceiling = median(ceilings.map(one => one.stepsPerS));
  const value = median(figures.map(one => one.stepsPerS));
  const tx = median(figures.map(one => one.txPerStep));
  const wal = median(figures.map(one => one.walPerStep));
  const enrolled = median(figures.map(one => one.enrolledPerS));
  const insert = median(ceilings.map(one => one.insertPerS));
  const info = { bar: "", holds: true };
  return [
    {
      id: "S0",
      what: `seed flow, ${size.runs} runs, full history`,
      value,
      unit: "steps/s",
      ceiling,
      ratio: value / ceiling,
      bar: ">= 0.30 of the ceiling",
      holds: value / ceiling >= 0.3,
    },
    {
      id: "S0.tx",
      what: "transactions a step",
      value: tx,
      unit: "tx",
      ceiling: median(ceilings.map(one => one.txPerStep)),
      ratio: null,
      bar: "<= 0.02",
      holds: tx <= 0.02,
    },
    {
      id: "S0.wal",
      what: "WAL a step",
      value: wal,
      unit: "bytes",
      ceiling: median(ceilings.map(one => one.walPerStep)),
      ratio: null,
      ...info,
    },
    {
      id: "S0.enrol",
      what: "enrolment",
      value: enrolled,
      unit: "subjects/s",
      ceiling: insert,
      ratio: enrolled / insert,
      ...info,
    },
  ];
}

await main();
