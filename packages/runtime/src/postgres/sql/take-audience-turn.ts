import type { SchemaName } from "../schema-name.js";
import type { Statement } from "../statement.js";

export interface AudienceTurnRow {
  readonly version_id: number;
}

/**
 * Takes the turn to evaluate one flow's audience, if nobody has within the interval. Safe: the row's own lock lets one
 * worker win; one that dies in the middle leaves the next turn to others, and enrolling twice is refused by the key.
 */
export function takeAudienceTurn(schema: SchemaName, flows: readonly string[], everyMs: number): Statement {
  return {
    text: `update ${schema.quoted}.flows
      set audience_at = clock_timestamp()
      where flow_id = (
        select flow_id from ${schema.quoted}.flows
        where flow = any($1::text[]) and version_id is not null
          and audience_at <= clock_timestamp() - $2::float8 * interval '1 millisecond'
        order by audience_at limit 1
        for update skip locked)
      returning version_id`,
    values: [flows, everyMs],
  };
}
