import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { copyExample, type ExampleProject } from "./example-project.js";
import { type Document, type Finished, runFlow } from "./flow-command.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const workflow = join(root, "examples/upgrade-drip/.github/workflows/flow.yml");

/** The YAML parser that reads front matter. */
function parseYaml(text: string): Document {
  const { parse } = createRequire(join(root, "packages/messages/package.json"))("yaml");
  return parse(text);
}

/** The commands of the workflow's one job. */
async function readCommands(): Promise<readonly string[]> {
  const { jobs } = parseYaml(await readFile(workflow, "utf8"));
  expect(Object.keys(jobs)).toEqual(["compile"]);
  return jobs.compile.steps.flatMap((step: { readonly run?: string }) => step.run ?? []);
}

describe("the workflow of the example", () => {
  let project: ExampleProject;
  beforeEach(async () => {
    project = await copyExample("upgrade-drip");
  });
  afterEach(() => project.remove());

  /** What the workflow's last command gives for the project as it is now. */
  async function runWorkflow(): Promise<Finished> {
    const [install, check = ""] = await readCommands();
    expect(install).toBe("npm ci");
    const [npx, flow, ...args] = check.split(" ");
    expect([npx, flow]).toEqual(["npx", "flow"]);
    return await runFlow(args, { cwd: project.folder });
  }

  it("may read the repository and nothing else, and begins with every pull request", async () => {
    const document = parseYaml(await readFile(workflow, "utf8"));
    expect(document.on).toHaveProperty("pull_request");
    expect(document.permissions).toEqual({ contents: "read" });
  });

  it("passes for the example", async () => {
    expect(await runWorkflow()).toMatchObject({ code: 0, stdout: expect.not.stringContaining("::") });
  });

  it("annotates the line of a mistake, and fails", async () => {
    await project.edit("upgrade-drip.ts", "!user.upgraded", "!user.upgradedd");
    const { code, stdout } = await runWorkflow();
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^::error file=upgrade-drip\.ts,line=5,endLine=5,col=34,title=FLOW2004::.*%0Afix: Did you mean/,
    );
  });

  it("annotates a forgotten compile", async () => {
    await project.edit("upgrade-drip.ts", '"7d"', '"8d"');
    const { code, stdout } = await runWorkflow();
    expect(code).toBe(1);
    expect(stdout).toMatch(/^::error .*title=FLOW6006::upgrade-drip\.ir\.json is out of date/);
  });
});

it("docs/ci.md shows the workflow as it is, and its other YAML can be read", async () => {
  const page = await readFile(join(root, "docs/ci.md"), "utf8");
  const blocks = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = ""]) => text);
  expect(blocks[0]).toBe(await readFile(workflow, "utf8"));
  const commands = blocks
    .slice(1)
    .flatMap(block => parseYaml(block))
    .flatMap(step => step.run ?? []);
  expect(commands).toEqual(["npx flow compile --check --format sarif > flowline.sarif"]);
});
