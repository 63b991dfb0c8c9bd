import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";

const fixtures = join(import.meta.dirname, "fixtures");

describe("the types, judged by tsc", () => {
  let errors: readonly string[] = [];

  beforeAll(() => {
    const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc");
    const run = spawnSync(process.execPath, [tsc, "-p", fixtures, "--pretty", "false"], {
      cwd: fixtures,
      encoding: "utf8",
    });
    // A message may go on in lines that are set in.
    errors = run.stdout.split(/\n(?=\S)/).filter(message => message.includes("error TS"));
  }, 60_000);

  test("the harness of the type tests reports every mistake of the health file and nothing else", () => {
    const found = errors
      .filter(line => line.startsWith("health.ts"))
      .map(line => /\((\d+),.*(TS\d+)/.exec(line)?.slice(1));
    expect(found).toEqual([
      ["14", "TS2551"],
      ["15", "TS2769"],
      ["17", "TS2344"],
      ["20", "TS2578"],
    ]);
  });

  test("a bare word without a registered project fails with a type that says what to do", () => {
    const found = errors.filter(line => line.startsWith("unregistered.ts"));
    expect(found).toHaveLength(1);
    expect(found[0]).toContain("No project is registered. Run `flow init`");
  });

  test("a misspelled field is met with the right one", () => {
    expect(errors.find(line => line.startsWith("health.ts(14"))).toContain("Did you mean 'upgraded'?");
  });

  test("a duration that is none is met with a sentence", () => {
    expect(errors.find(line => line.startsWith("health.ts(15"))).toContain(
      "Write a length of time with its unit, such as '7d'",
    );
  });
});
