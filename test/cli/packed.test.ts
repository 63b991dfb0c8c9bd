import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startMailCatcher } from "@flowline/cli";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase } from "../support/database.js";
import { askFlow, startFlow } from "./flow-command.js";

const execute = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));
const names = ["ir", "dsl", "compiler", "runtime", "messages", "studio", "testing", "cli", "flowline"];
/** What a production install may bring, and no more: room for a patch release, none for a new dependency. */
const productionBudget = { packages: 26, megabytes: 13 };

let folder: string;
let tarballs: Readonly<Record<string, string>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "flowline-packed-"));
  await chmod(folder, 0o755);
  const selected = names.flatMap(name => ["-w", `packages/${name}`]);
  const packed = await execute("npm", ["pack", "--json", "--pack-destination", folder, ...selected], { cwd: root });
  const list: readonly { readonly name: string; readonly filename: string }[] = Object.values(
    JSON.parse(packed.stdout),
  );
  tarballs = Object.fromEntries(list.map(({ name, filename }) => [name, join(folder, filename)]));
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Installs packed packages into an empty folder, as a person would from the registry. */
async function install(name: string, packages: readonly string[]): Promise<string> {
  const project = join(folder, name);
  await mkdir(project);
  await writeFile(join(project, "package.json"), JSON.stringify({ name, private: true }));
  const files = packages.map(pack => tarballs[pack] ?? pack);
  const options = ["--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
  await execute("npm", ["install", ...options, ...files], { cwd: project });
  return project;
}

/** The packages below a folder's node_modules, nested ones included. */
async function listPackages(project: string): Promise<readonly string[]> {
  const lock = JSON.parse(await readFile(join(project, "package-lock.json"), "utf8"));
  return Object.keys(lock.packages).filter(path => path !== "");
}

async function sizeOf(path: string): Promise<number> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter(entry => entry.isFile());
  const sizes = await Promise.all(files.map(async file => (await stat(join(file.parentPath, file.name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

describe("the packed packages", () => {
  it("a production install is small and brings no compiler and no database", async () => {
    const project = await install("production", [
      "@flowline/ir",
      "@flowline/dsl",
      "@flowline/messages",
      "@flowline/runtime",
      "flowline",
    ]);
    const packages = await listPackages(project);
    const heavy =
      /ts-morph|typescript|esbuild|postgres(?!-)|commander|vite|react|hono|@flowline\/(?:cli|compiler|studio)/;
    expect(packages.filter(path => heavy.test(path))).toEqual([]);
    expect(packages.length).toBeLessThanOrEqual(productionBudget.packages);
    const bytes = await sizeOf(join(project, "node_modules"));
    expect(bytes / 1e6).toBeLessThanOrEqual(productionBudget.megabytes);
  }, 120_000);

  it("a program with the production install alone deploys and works a compiled project", async () => {
    const database = await createTestDatabase();
    const mails: string[] = [];
    const catcher = await startMailCatcher({ keepBodies: false, onMail: mail => mails.push(...mail.to) });
    const sql = new pg.Client({ connectionString: database.url });
    await sql.connect();
    await sql.query(await readFile(join(root, "examples/upgrade-drip/dev.sql"), "utf8"));
    await sql.end();
    const program = join(folder, "production", "program.mjs");
    await writeFile(
      program,
      `import { send } from "flowline";
       import { createClient } from "flowline/client";
       import { createProjectWorker, readCompiledProject } from "flowline/worker";
       if (typeof send !== "function") throw new Error("no words");
       const compiled = await readCompiledProject(process.argv[2]);
       const client = createClient({ database: process.env.DATABASE_URL });
       await client.deploy(compiled.flows[0], { existing: "backfill" });
       const worker = await createProjectWorker({ compiled });
       await worker.start();
       while (((await client.listFlows())[0]?.counts.waiting ?? 0) < 4) await new Promise(resolve => setTimeout(resolve, 20));
       await worker.stop();
       await client.close();`,
    );
    await execute(process.execPath, [program, join(root, "examples/upgrade-drip")], {
      env: { ...process.env, DATABASE_URL: database.url, SMTP_URL: catcher.url },
    });
    expect(mails.toSorted()).toEqual(["alan", "edsger", "grace", "katherine"].map(name => `${name}@example.com`));
    await catcher.close();
    await database.drop();
  }, 120_000);

  describe("in an empty folder", () => {
    let project: string;
    let main: string;
    beforeAll(async () => {
      project = await install("development", Object.keys(tarballs));
      main = join(project, "node_modules/@flowline/cli/dist/main.js");
    }, 240_000);

    it("flow init writes a project, a second one overwrites nothing, and flow compile accepts it", async () => {
      const place = { cwd: project, main };
      const first = await askFlow(["init"], place);
      expect(first.code).toBe(0);
      expect(first.json.missingPackages).toEqual([]);
      const outcomes = Object.fromEntries(
        first.json.files.map((file: { path: string; outcome: string }) => [file.path, file.outcome]),
      );
      expect(outcomes).toMatchObject({
        "flow.config.ts": "created",
        "upgrade-drip.ts": "created",
        "package.json": "changed",
      });
      await writeFile(
        join(project, "upgrade-drip.ts"),
        `${await readFile(join(project, "upgrade-drip.ts"), "utf8")}// mine\n`,
      );
      const second = await askFlow(["init"], place);
      expect(second.json.files).toMatchObject([{ path: "package.json", outcome: "kept" }]);
      expect(await readFile(join(project, "upgrade-drip.ts"), "utf8")).toContain("// mine");
      expect(JSON.parse(await readFile(join(project, "package.json"), "utf8"))).toMatchObject({
        name: "development",
        scripts: { dev: "flow dev", compile: "flow compile" },
      });

      const { stdout } = await execute("npx", ["flow", "compile"], { cwd: project });
      expect(stdout).toMatch(/^upgrade-drip {2}5 nodes {2}audience: .* wrote upgrade-drip\.ir\.json\n$/);
      const { stdout: version } = await execute("npx", ["flowline", "--version"], { cwd: project });
      expect(version.trim()).toMatch(/^\d+\.\d+\.\d+$/);
    });

    it("the new project type-checks against the published types", async () => {
      await execute(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", project]);
    });

    it("flow dev sends the first mails there", async () => {
      const dev = startFlow(["dev"], { cwd: project, main });
      const ready = await dev.next(event => event.event === "ready");
      await dev.next(() => dev.events.filter(event => event.event === "mail").length === 3);
      expect((await fetch(ready.url)).status).toBe(200);
      expect(await dev.stop("SIGINT")).toBe(0);
    });
  });
});
