import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { askFlow, runFlow } from "./flow-command.js";

const root = fileURLToPath(new URL("../..", import.meta.url));

const MANIFEST = {
  name: "my-journeys",
  version: "1.0.0",
  type: "module",
  exports: { "./drip": "./dist/drip.js" },
  files: ["dist"],
};

const SOURCE = `import { journey, send } from "flowline";
import { z } from "zod";

export const drip = journey({
  name: "drip",
  config: z.object({ first: z.string(), days: z.number().min(1) }),
  build: config => send(config.first, user => !user.upgraded).waitFor(\`\${config.days}d\`).send("again"),
});
`;

describe("flow build", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "flowline-journeys-"));
    await mkdir(join(folder, "src"));
    await writeFile(join(folder, "package.json"), JSON.stringify(MANIFEST));
    await writeFile(join(folder, "src/drip.ts"), SOURCE);
    await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("writes what applications import, what a compile runs, and what only the source tells", async () => {
    const { code, stdout } = await runFlow(["build"], { cwd: folder });
    expect([stdout, code]).toEqual(["wrote dist/drip.flow.js\nwrote dist/drip.flow.json\nwrote dist/drip.js\n", 0]);
    expect((await readdir(join(folder, "dist"))).sort()).toEqual(["drip.flow.js", "drip.flow.json", "drip.js"]);
  });

  it("says what keeps a package from being built, and writes nothing", async () => {
    await rm(join(folder, "package.json"));
    const { code, json } = await askFlow(["build"], { cwd: folder });
    expect(code).toBe(1);
    expect(json).toMatchObject({ ok: false, written: [], diagnostics: [{ code: "FLOW5017" }] });
    expect(await readdir(folder)).not.toContain("dist");
  });
});
