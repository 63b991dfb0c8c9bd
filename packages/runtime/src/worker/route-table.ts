import type { Database } from "../postgres/database.js";
import { listRoutes, type RouteRow } from "../postgres/sql/list-routes.js";
import type { SendHandler } from "./step-handler.js";

/** What a worker may take on. Read anew whenever something was deployed. */
export class RouteTable {
  readonly #database: Database;
  readonly #flows: readonly string[];
  readonly #handler: SendHandler;
  #served: ReadonlySet<number> = new Set();
  #list: readonly number[] = [];

  constructor(database: Database, flows: readonly string[], handler: SendHandler) {
    this.#database = database;
    this.#flows = flows;
    this.#handler = handler;
  }

  get list(): readonly number[] {
    return this.#list;
  }

  serves(route: number): boolean {
    return this.#served.has(route);
  }

  /** Reads the routes again, and returns those steps that nobody here can carry out, with the reason. */
  async refresh(): Promise<readonly UnservedStep[]> {
    const rows = await this.#database.query<RouteRow>(listRoutes(this.#database.schema, this.#flows));
    const unserved: UnservedStep[] = [];
    const served = rows.filter(row => {
      const answer = row.contract === null ? ({ served: true } as const) : this.#handler.check(row.contract);
      if (!answer.served) {
        unserved.push({ flow: row.flow, nodeId: row.node_id, reason: answer.reason });
      }
      return answer.served;
    });
    this.#list = served.map(row => row.route);
    this.#served = new Set(this.#list);
    return unserved;
  }
}

export interface UnservedStep {
  readonly flow: string;
  readonly nodeId: string;
  readonly reason: string;
}
