import type pg from "pg";
import { type Database, endConnection } from "./database.js";
import { wakeChannel } from "./wake.js";

/**
 * Hears the bell of `wakeWorkers` on a connection of its own. A hint, never truth: whoever uses it also polls. Comes back
 * by itself when the connection breaks; the connection is probed, because a half-open one never says that it is dead.
 */
export class Listener {
  readonly #database: Database;
  readonly #onHint: (what: string) => void;
  #client: pg.Client | undefined;
  #opening = false;
  #closed = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(database: Database, onHint: (what: string) => void) {
    this.#database = database;
    this.#onHint = onHint;
  }

  /** Listens. Does nothing where it does already. */
  async open(): Promise<void> {
    if (this.#closed || this.#opening || this.#client !== undefined) {
      return;
    }
    this.#opening = true;
    clearTimeout(this.#timer);
    try {
      const client = await this.#database.connectAlone();
      this.#client = client;
      if (this.#closed) {
        await this.close();
        return;
      }
      client.on("notification", message => this.#onHint(message.payload ?? ""));
      client.on("end", () => this.#reopen(client));
      client.on("error", () => this.#reopen(client));
      await client.query(`listen "${wakeChannel(this.#database.schema)}"`);
      // Something may have been said while nobody listened.
      this.#onHint("deploy");
      this.#probe(client);
    } catch {
      this.#reopen(this.#client);
    } finally {
      this.#opening = false;
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    if (this.#client !== undefined) {
      await endConnection(this.#client);
    }
  }

  #probe(client: pg.Client): void {
    this.#timer = setTimeout(async () => {
      const probe = { text: "select 1", query_timeout: PROBE_TIMEOUT_MS };
      const answered = await client.query(probe).then(
        () => true,
        () => false,
      );
      if (answered && !this.#closed) {
        this.#probe(client);
      } else {
        this.#reopen(client);
      }
    }, PROBE_EVERY_MS);
  }

  #reopen(client: pg.Client | undefined): void {
    if (this.#closed || client !== this.#client) {
      return;
    }
    clearTimeout(this.#timer);
    this.#client = undefined;
    if (client !== undefined) {
      void endConnection(client);
    }
    this.#timer = setTimeout(() => void this.open(), REOPEN_MS);
  }
}

const PROBE_EVERY_MS = 20_000;
const PROBE_TIMEOUT_MS = 10_000;
const REOPEN_MS = 1_000;
