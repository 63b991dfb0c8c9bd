import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "@flowline/cli";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** A database whose server the run may make databases on. */
    databaseUrl: string;
  }
}

/** One real server for the whole run: TEST_DATABASE_URL where it is given, else a throw-away one. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  if (given !== undefined && given !== "") {
    project.provide("databaseUrl", given);
    return async () => undefined;
  }
  const folder = await mkdtemp(join(tmpdir(), "flowline-test-"));
  await chmod(folder, 0o711);
  const server = await startEmbeddedPostgres({ dataDir: join(folder, "postgres"), durable: false });
  project.provide("databaseUrl", server.url);
  return async () => {
    await server.remove();
    await rm(folder, { recursive: true, force: true });
  };
}
