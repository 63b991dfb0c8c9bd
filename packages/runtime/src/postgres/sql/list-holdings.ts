import type { SchemaName } from "../schema-name.js";
import type { Statement } from "../statement.js";

export interface HoldingRow {
  readonly id: string;
  readonly fence: string;
  readonly seq: number;
}

/** What the database says this worker holds: read where a reply was lost, and compared with what it knows. */
export function listHoldings(schema: SchemaName, worker: number): Statement {
  return {
    text: `select id, fence, seq from ${schema.quoted}.cursors where worker = $1`,
    values: [worker],
  };
}
