import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { toSvg } from "@flowline/compiler";
import { decodeFlow, toSql } from "@flowline/ir";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { copyExample, type ExampleProject } from "../cli/example-project.js";
import { runFlow } from "../cli/flow-command.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const read = (path: string) => readFile(join(ROOT, path), "utf8");
const flow = async () => decodeFlow(JSON.parse(await read("examples/upgrade-drip/upgrade-drip.ir.json")));

describe("the README", () => {
  test("shows the example's file as it is", async () => {
    expect(await read("README.md")).toContain(`\`\`\`ts\n${await read("examples/upgrade-drip/upgrade-drip.ts")}\`\`\``);
  });

  test("shows the graph that flow graph draws", async () => {
    expect(await read("README.md")).toContain("](docs/upgrade-drip.svg)");
    expect(await read("docs/upgrade-drip.svg")).toBe(toSvg(await flow()));
  });

  test("shows a journey and its story as they are written and told elsewhere", async () => {
    const readme = await read("README.md");
    expect(readme).toContain(`\`\`\`ts\n${await read("test/language/journeys/01-drip.ts")}\`\`\``);
    expect(readme).toContain((await read("test/language/stories/drip-upgrades-on-day-five.txt")).trimEnd());
  });

  test("shows the derived field as it is written and as the SQL that it becomes", async () => {
    const readme = await read("README.md");
    const field = (await flow()).subject?.fields.signed_up_today;
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

describe("what the README shows of the command", () => {
  let project: ExampleProject;
  beforeAll(async () => {
    project = await copyExample("upgrade-drip");
  });
  afterAll(() => project.remove());

  test("is what the command says", async () => {
    const readme = await read("README.md");
    const simulate = /^\$ npx flow simulate upgrade-drip --start (\S+) --change '(.*)'$/m.exec(readme);
    const [, start = "", change = ""] = simulate ?? [];
    const { stdout } = await runFlow(["simulate", "upgrade-drip", "--start", start, "--change", change], {
      cwd: project.folder,
    });
    const story = stdout.slice(stdout.indexOf("day 0")).trimEnd();
    expect(story).toContain("ended: completed");
    expect(readme).toContain(`${simulate?.[0]}\n${story}\n`);

    await project.edit("upgrade-drip.ts", '"7d"', '"5d"');
    const diff = await runFlow(["diff"], { cwd: project.folder });
    expect(diff.stdout).toContain("needs a mapping");
    expect(readme).toContain(`$ npx flow diff\n${diff.stdout}`);
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
    "cookbooks/README.md",
    "packages/dsl/PATTERNS.md",
    ...(await readdir(join(ROOT, "docs"))).filter(file => file.endsWith(".md")).map(file => `docs/${file}`),
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
