import pg from "pg";
import { DatabaseSettingError, DatabaseUnreachableError, SchemaVersionError } from "../errors.js";
import { classifyError } from "./error-class.js";
import { type SchemaName, schemaName } from "./schema-name.js";
import { SLOW_REPLY_MS, type Statement } from "./statement.js";

export interface DatabaseOptions {
  /** `postgres://user:password@host:port/name`. */
  readonly connectionString: string;
  /** Flowline's schema. Default `flowline`. */
  readonly schema?: string;
  /** Connections at most. Default 4. */
  readonly maxConnections?: number;
  /**
   * How long a reply may take before the connection counts as dead. A connection whose other end has vanished without a
   * word never says so. Default 130,000, a little more than the server lets a statement run.
   */
  readonly replyMs?: number;
  /** Shown in pg_stat_activity. Default `flowline`. */
  readonly applicationName?: string;
}

/** Something that runs statements: the pool, or one connection inside a transaction. */
export interface Queryable {
  query<R extends object>(statement: Statement): Promise<readonly R[]>;
}

/**
 * A bounded pool. Connection errors surface as `DatabaseUnreachableError`, all others as the driver gives them, for
 * `classifyError` to sort. Naive timestamps of the application's tables are read as UTC.
 */
export class Database implements Queryable {
  readonly schema: SchemaName;
  readonly #pool: pg.Pool;
  readonly #config: pg.ClientConfig;

  constructor(options: DatabaseOptions) {
    this.schema = schemaName(options.schema ?? "flowline");
    assertConnectionString(options.connectionString);
    const replyMs = options.replyMs ?? SLOW_REPLY_MS;
    // No code of anybody else's runs inside a transaction of ours, so one that idles has lost its client, and its locks
    // must not outlive that for long.
    const idleMs = Math.min(Math.ceil(replyMs), 10_000);
    const { connectionString, given } = takeOptions(options.connectionString);
    this.#config = {
      connectionString,
      application_name: options.applicationName ?? "flowline",
      keepAlive: true,
      query_timeout: replyMs,
      connectionTimeoutMillis: 10_000,
      options: `${given} -c TimeZone=UTC -c statement_timeout=120000 -c lock_timeout=10000 -c idle_in_transaction_session_timeout=${idleMs}`,
    };
    this.#pool = new pg.Pool({ ...this.#config, max: options.maxConnections ?? 4, idleTimeoutMillis: 30_000 });
    // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
    this.#pool.on("error", () => undefined);
  }

  async query<R extends object>(statement: Statement): Promise<readonly R[]> {
    try {
      const { rows } = await this.#pool.query<R>(toQuery(statement));
      return rows;
    } catch (error) {
      throw asRuntimeError(error, this.schema);
    }
  }

  /** Runs `work` between BEGIN and COMMIT on one connection. */
  async transaction<T>(work: (connection: Queryable) => Promise<T>): Promise<T> {
    const client = await this.#connect();
    let broken: Error | undefined;
    const onError = (error: Error): void => {
      broken = error;
    };
    client.on("error", onError);
    try {
      await client.query("begin");
      const result = await work({
        query: async <R extends object>(statement: Statement): Promise<readonly R[]> => {
          const { rows } = await client.query<R>(toQuery(statement));
          return rows;
        },
      });
      await client.query("commit");
      return result;
    } catch (error) {
      if (classifyError(error) === "unreachable") {
        broken ??= error instanceof Error ? error : new Error(String(error));
      } else {
        await client.query("rollback").catch((failure: Error) => {
          broken ??= failure;
        });
      }
      throw asRuntimeError(error, this.schema);
    } finally {
      client.removeListener("error", onError);
      client.release(broken);
    }
  }

  /** A connection outside the pool, for LISTEN. Its owner ends it. */
  async connectAlone(): Promise<pg.Client> {
    const client = new pg.Client(this.#config);
    client.on("error", () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      throw asRuntimeError(error, this.schema);
    }
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  async #connect(): Promise<pg.PoolClient> {
    try {
      return await this.#pool.connect();
    } catch (error) {
      throw asRuntimeError(error, this.schema);
    }
  }
}

/**
 * The driver lets `options` of the connection string replace ours, and then naive timestamps would be read in the
 * server's time zone. So they are taken out of it and sent before ours: of two settings the later one holds.
 */
function takeOptions(connectionString: string): { readonly connectionString: string; readonly given: string } {
  const url = new URL(connectionString);
  const given = url.searchParams.get("options");
  if (given === null) {
    return { connectionString, given: "" };
  }
  url.searchParams.delete("options");
  return { connectionString: url.href, given };
}

/** Says goodbye, and does not wait for ever for the answer. */
export async function endConnection(client: pg.Client): Promise<void> {
  const giveUp = setTimeout(() => client.connection.stream.destroy(), END_WITHIN_MS);
  await client.end().catch(() => undefined);
  clearTimeout(giveUp);
}

const END_WITHIN_MS = 2_000;

function toQuery({ withinMs, values, ...statement }: Statement): pg.QueryConfig & { readonly query_timeout?: number } {
  return { ...statement, values: [...values], ...(withinMs === undefined ? {} : { query_timeout: withinMs }) };
}

function assertConnectionString(text: string): void {
  if (!/^postgres(ql)?:\/\//.test(text) || !URL.canParse(text)) {
    throw new DatabaseSettingError(
      "the database setting is not a Postgres connection string",
      "Write it as postgres://user:password@host:5432/name.",
    );
  }
}

function asRuntimeError(error: unknown, schema: SchemaName): unknown {
  if (isMissingSchema(error, schema)) {
    return new SchemaVersionError(
      `the database has no Flowline tables in the schema "${schema.plain}"`,
      "Deploy a flow first: `flow deploy` creates them.",
      { cause: error },
    );
  }
  if (classifyError(error) !== "unreachable") {
    return error;
  }
  return new DatabaseUnreachableError(
    `the database cannot be reached: ${error instanceof Error && error.message !== "" ? error.message : "connection refused"}`,
    "Check that Postgres runs and that the connection string is right. A worker keeps trying.",
    { cause: error },
  );
}

/** "No such table" or "no such schema", about a table of ours and not one of the application's. */
function isMissingSchema(error: unknown, schema: SchemaName): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    (error.code === "42P01" || error.code === "3F000") &&
    error.message.includes(`"${schema.plain}.`)
  );
}
