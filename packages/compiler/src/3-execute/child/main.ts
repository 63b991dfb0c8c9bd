// The program of the child process. It is bundled for itself and run with an empty environment; it builds every unit
// twice and reports on file descriptor 3, so that whatever a flow prints cannot disturb the report.

import { readFileSync, writeSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { DRAFT } from "@flowline/ir";
import { freeze } from "./freeze.js";
import type { BuildPlan, BuildResult, ChildMessage, ExportResult, ThrownError } from "./messages.js";
import { installRegistry } from "./registry.js";

const REPORT_FD = 3;
const RealDate = Date;
// Kept from before any flow runs, which may replace them.
const stringify = JSON.stringify;
const exit = process.exit.bind(process);
let current = "";

function say(message: ChildMessage): void {
  let rest: Uint8Array = Buffer.from(`${stringify(message)}\n`);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(REPORT_FD, rest));
    } catch (error) {
      // The parent has not read yet: try again, there is nothing else to do meanwhile.
      if (!(error instanceof Error && "code" in error && error.code === "EAGAIN")) throw error;
    }
  }
}

function describeError(error: unknown): ThrownError {
  if (error instanceof Error) return { message: `${error.name}: ${error.message}`, stack: error.stack ?? "" };
  return { message: String(error), stack: "" };
}

function describeExport(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

async function build(entry: string): Promise<BuildResult> {
  try {
    const module: Readonly<Record<string, unknown>> = await import(pathToFileURL(entry).href);
    const names = Object.keys(module).sort();
    return { type: "built", exports: Object.fromEntries(names.map(name => [name, draftOf(module[name])])) };
  } catch (error) {
    return { type: "threw", error: describeError(error) };
  }
}

/** The draft is made here and now: arms are called for it, which the author's code may get wrong. */
function draftOf(exported: unknown): ExportResult {
  const isObject = typeof exported === "object" && exported !== null;
  const draft: unknown = isObject ? Reflect.get(exported, DRAFT) : undefined;
  if (!isObject || typeof draft !== "function") return { type: "foreign", found: describeExport(exported) };
  return { type: "draft", draft: Reflect.apply(draft, exported, []) };
}

function refuseNetwork(name: string): void {
  const refuse = (): never => {
    throw new Error(`${name}() was called while a flow was built; flows are built without network.`);
  };
  Object.defineProperty(globalThis, name, { value: refuse, configurable: true });
}

/** The ways to Node's modules that no import shows. Packages get theirs from the bundle's own `require`. */
function refuseBuiltins(): void {
  for (const name of ["getBuiltinModule", "binding", "dlopen"]) {
    const refuse = (): never => {
      throw new Error(`process.${name}() was called while a flow was built; flows are built without Node's modules.`);
    };
    Object.defineProperty(process, name, { value: refuse, configurable: true });
  }
}

/** An error in a callback belongs to the unit that runs now; the parent makes sure by running it alone. */
function reportLateError(error: unknown): void {
  const threw: BuildResult = { type: "threw", error: describeError(error) };
  say({ say: "built", id: current, builds: [threw, threw] });
  exit(1);
}

async function main(planFile: string): Promise<void> {
  const plan: BuildPlan = JSON.parse(readFileSync(planFile, "utf8"));
  Error.stackTraceLimit = 50;
  installRegistry();
  for (const name of ["fetch", "WebSocket", "EventSource"]) refuseNetwork(name);
  refuseBuiltins();
  process.on("uncaughtException", reportLateError);
  process.on("unhandledRejection", reportLateError);
  for (const { id, entries } of plan.units) {
    current = id;
    say({ say: "begin", id });
    freeze(0, RealDate);
    const first = await build(entries[0]);
    freeze(1, RealDate);
    say({ say: "built", id, builds: [first, await build(entries[1])] });
  }
  say({ say: "done" });
  exit(0);
}

await main(process.argv[2] ?? "");
