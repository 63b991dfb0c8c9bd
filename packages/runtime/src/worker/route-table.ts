import type { SendAction, SendHandler } from "@flowline/ir";
import type { Database } from "../postgres/database.js";
import { listRoutes, type RouteRow } from "../postgres/sql/list-routes.js";
import { errorText } from "./step-stimulus.js";

/** What a worker may take on. Read anew whenever something was deployed. */
export class RouteTable {
  readonly #database: Database;
  readonly #flows: readonly string[];
  readonly #handler: SendHandler;
  #served: ReadonlySet<number> = new Set();
  #list: readonly number[] = [];
  #told: ReadonlySet<string> = new Set();

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

  /** Reads the routes again, and returns those steps that newly nobody here can carry out, with the reason. */
  async refresh(): Promise<readonly UnservedStep[]> {
    const rows = await this.#database.query<RouteRow>(listRoutes(this.#database.schema, this.#flows));
    const unserved: UnservedStep[] = [];
    const served = rows.filter(row => {
      const answer = row.contract === null ? ({ served: true } as const) : this.#check(row.contract);
      if (!answer.served) {
        unserved.push({ flow: row.flow, nodeId: row.node_id, reason: answer.reason });
      }
      return answer.served;
    });
    this.#list = served.map(row => row.route);
    this.#served = new Set(this.#list);
    const told = this.#told;
    this.#told = new Set(unserved.map(keyOf));
    return unserved.filter(step => !told.has(keyOf(step)));
  }

  /** A message that cannot even be looked at is one that is not served; it must not keep the worker from the others. */
  #check(contract: SendAction): ReturnType<SendHandler["check"]> {
    try {
      return this.#handler.check(contract);
    } catch (error) {
      return { served: false, reason: errorText(error) };
    }
  }
}

export interface UnservedStep {
  readonly flow: string;
  readonly nodeId: string;
  readonly reason: string;
}

function keyOf(step: UnservedStep): string {
  return JSON.stringify([step.flow, step.nodeId, step.reason]);
}
