import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { decodeFlow, toMermaid, toSql } from "@flowline/ir";
import { describe, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const read = (path: string) => readFile(join(ROOT, path), "utf8");
const flow = async () => decodeFlow(JSON.parse(await read("examples/upgrade-drip/upgrade-drip.ir.json")));

describe("the README", () => {
  test("shows the example's file as it is", async () => {
    expect(await read("README.md")).toContain(`\`\`\`ts\n${await read("examples/upgrade-drip/upgrade-drip.ts")}\`\`\``);
  });

  test("shows the graph that the compiler draws", async () => {
    expect(await read("README.md")).toContain(`\`\`\`mermaid\n${toMermaid(await flow())}\`\`\``);
  });

  test("shows the derived field as it is written and as the SQL that it becomes", async () => {
    const readme = await read("README.md");
    const field = (await flow()).subject.fields.signed_up_today;
    const sql = toSql(field?.kind === "derived" ? field.expression : { op: "now" }, {
      field: name => `s."${name}"`,
      bind: () => "no constant is expected",
      now: "(select flowline.now())",
    });
    expect(readme).toContain(`${sql} as "signed_up_today"`);
    const written = readme.match(/^derive: .*$/m)?.[0];
    expect(await read("examples/upgrade-drip/flow.config.ts")).toContain(written);
  });

  test("names the two commands that package.json has, on its first screen", async () => {
    const scripts = JSON.parse(await read("package.json")).scripts;
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(["demo", "test", "build", "bench"]));
    const firstScreen = (await read("README.md")).split("\n").slice(0, 25).join("\n");
    expect(firstScreen).toContain("npm ci && npm run demo");
    expect(firstScreen).toContain("npm ci && npm test");
  });
});

test("the command is linked by an install before anything was built: what package.json names is in the repository", async () => {
  const { bin, files } = JSON.parse(await read("packages/cli/package.json"));
  for (const target of Object.values<string>(bin)) {
    const folder = target.split("/")[1];
    expect(files).toContain(folder);
    expect(folder).not.toBe("dist");
    expect(existsSync(join(ROOT, "packages/cli", target))).toBe(true);
  }
});

test("every document's links to files of the repository lead somewhere", async () => {
  const packages = await readdir(join(ROOT, "packages"));
  const documents = [
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "docs/ci.md",
    ...packages.map(name => `packages/${name}/README.md`),
  ];
  const broken: string[] = [];
  for (const document of documents) {
    const prose = (await read(document)).replaceAll(/```.*?```|`[^`\n]*`/gs, "");
    for (const [, target = ""] of prose.matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)[^)]*\)/g)) {
      if (!existsSync(join(ROOT, dirname(document), target))) {
        broken.push(`${document}: ${target}`);
      }
    }
  }
  expect(broken).toEqual([]);
});
