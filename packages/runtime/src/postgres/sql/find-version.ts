import type { SchemaName } from "../schema-name.js";
import type { Statement } from "../statement.js";

export interface VersionRow {
  readonly version_id: number;
  readonly flow_id: number;
  readonly ir: unknown;
  readonly routes: readonly number[];
}

/** One version with the route of each of its nodes, by node number. Versions never change. */
export function findVersion(schema: SchemaName, versionId: number): Statement {
  return {
    text: `select v.version_id, v.flow_id, v.ir,
        (select array_agg(n.route order by n.node) from ${schema.quoted}.flow_nodes n where n.version_id = v.version_id)
          as routes
      from ${schema.quoted}.flow_versions v where v.version_id = $1`,
    values: [versionId],
  };
}
