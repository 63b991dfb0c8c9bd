import {
  type Client,
  createClient,
  createWorker,
  type SendHandler,
  type StepAttempt,
  type StepResult,
  type Worker,
  type WorkerEvent,
  type WorkerOptions,
} from "@flowline/runtime";
import pg from "pg";
import { createTestDatabase } from "../support/database.js";

/** What a test needs round an engine: a fresh database with a `users` table, a client, workers that record their sends. */
export interface World {
  readonly url: string;
  readonly client: Client;
  readonly sql: pg.Pool;
  /** Every attempt that began, in order, over all workers of this world. */
  readonly attempts: StepAttempt[];
  readonly events: WorkerEvent[];
  addUsers(users: readonly TestUser[]): Promise<void>;
  /** A worker that is stopped at the end of the test. `send` decides what an attempt comes to; default: completed. */
  startWorker(options?: Partial<WorkerOptions>, send?: (attempt: StepAttempt) => Promise<StepResult>): Promise<Worker>;
  sent(message: string): readonly string[];
  close(): Promise<void>;
}

interface TestUser {
  readonly id: number;
  readonly name?: string;
  readonly createdAt?: string;
  readonly upgraded?: boolean;
}

export async function createWorld(): Promise<World> {
  const database = await createTestDatabase();
  const sql = new pg.Pool({ connectionString: database.url, max: 4 });
  sql.on("error", () => undefined);
  await sql.query(`create table users (
    id bigint primary key, name text not null, email text not null, created_at timestamptz not null default now(),
    upgraded boolean not null default false)`);
  const client = createClient({ database: database.url });
  await client.migrate();
  await client.enableDevelopment();
  const attempts: StepAttempt[] = [];
  const events: WorkerEvent[] = [];
  const workers: Worker[] = [];
  return {
    url: database.url,
    client,
    sql,
    attempts,
    events,
    sent: message => attempts.filter(one => one.action.message === message).map(one => one.subjectId),
    addUsers: async users => {
      for (const { id, name, createdAt, upgraded } of users) {
        await sql.query("insert into users values ($1, $2, $3, coalesce($4, now()), $5)", [
          id,
          name ?? `User ${id}`,
          `user-${id}@example.com`,
          createdAt ?? null,
          upgraded ?? false,
        ]);
      }
    },
    startWorker: async (options, send) => {
      const worker = createWorker({
        database: database.url,
        flows: ["upgrade-drip"],
        handlers: { send: recording(attempts, send ?? (async () => completed)) },
        pollMs: 200,
        leaseMs: 3_000,
        log: event => events.push(event),
        ...options,
      });
      workers.push(worker);
      await worker.start();
      return worker;
    },
    close: async () => {
      await Promise.all(workers.map(worker => worker.stop({ graceMs: 100 })));
      await client.close();
      await sql.end();
      await database.drop();
    },
  };
}

const completed: StepResult = { status: "completed", output: { provider: "test" } };

function recording(attempts: StepAttempt[], send: (attempt: StepAttempt) => Promise<StepResult>): SendHandler {
  return {
    check: () => ({ served: true }),
    send: attempt => {
      attempts.push(attempt);
      return send(attempt);
    },
  };
}

/** Resolves when `condition` holds; fails with `what` if it does not come true. */
export async function until(what: string, condition: () => Promise<boolean> | boolean): Promise<void> {
  const giveUp = Date.now() + 20_000;
  while (!(await condition())) {
    if (Date.now() > giveUp) {
      throw new Error(`never came true: ${what}`);
    }
    await new Promise(resolve => setTimeout(resolve, 20));
  }
}

export const DAY_MS = 86_400_000;
