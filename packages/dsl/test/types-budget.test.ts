import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";

const fixture = join(import.meta.dirname, "fixtures", "budget");
/** What it took when it was measured (178,785, of which 32,000 are zod and the project), and 30 % more. */
const BUDGET = 232_000;

describe("a chain of 64 steps with names, with events, arms and unions", () => {
  let printed = "";

  beforeAll(() => {
    const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");
    printed = spawnSync(process.execPath, [tsc, "-p", fixture, "--pretty", "false", "--extendedDiagnostics"], {
      cwd: fixture,
      encoding: "utf8",
    }).stdout;
  }, 300_000);

  test("is checked without an error of its own", () => {
    expect(printed.split("\n").filter(line => line.startsWith("long-chain.ts"))).toEqual([]);
  });

  test("stays within its budget of type instantiations", () => {
    const counted = Number(/^Instantiations:\s+(\d+)$/m.exec(printed)?.[1]);
    // Below the floor, the chain was not checked at all.
    expect(counted).toBeGreaterThan(BUDGET / 4);
    expect(counted).toBeLessThan(BUDGET);
  });
});
