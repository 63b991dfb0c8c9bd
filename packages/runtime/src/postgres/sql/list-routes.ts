import type { SendAction } from "@flowline/ir";
import type { SchemaName } from "../schema-name.js";
import type { Statement } from "../statement.js";

export interface RouteRow {
  readonly route: number;
  readonly flow: string;
  /** Empty for a flow's own control. */
  readonly node_id: string;
  readonly contract: SendAction | null;
}

/** Every route of these flows, over all their versions. */
export function listRoutes(schema: SchemaName, flows: readonly string[]): Statement {
  return {
    text: `select r.route, f.flow, r.node_id, case when r.node_id = '' then null else r.contract end as contract
      from ${schema.quoted}.routes r join ${schema.quoted}.flows f using (flow_id)
      where f.flow = any($1::text[])
      order by r.route`,
    values: [flows],
  };
}
