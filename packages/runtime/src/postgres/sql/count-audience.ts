import { quoteIdentifier, rowJsonSql, SUBJECT_KEY, subjectProjection, toSql } from "@flowline/ir";
import type { RunnableFlow } from "../../engine/runnable-flow.js";
import { Binds } from "../binds.js";
import type { SchemaName } from "../schema-name.js";
import type { Statement } from "../statement.js";

export interface AudienceCountRow {
  readonly would_enter: number;
  readonly already: number;
}

/** How many satisfy the audience now: those who have not entered the flow of that name, and those who have. */
export function countAudience(schema: SchemaName, flow: RunnableFlow): Statement {
  const { from, values } = audience(schema, flow);
  return {
    text: `select count(*) filter (where not entered)::integer as would_enter,
        count(*) filter (where entered)::integer as already from (${from}) as a`,
    values,
  };
}

export interface AudienceSampleRow {
  readonly subject_id: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The first of those who would enter, by key, with what the flow reads of them. */
export function sampleAudience(schema: SchemaName, flow: RunnableFlow, limit: number): Statement {
  const { from, values } = audience(schema, flow);
  return {
    text: `select a.subject_id, a.fields from (${from}) as a where not entered order by a.key limit ${Math.trunc(limit)}`,
    values,
  };
}

function audience(
  schema: SchemaName,
  flow: RunnableFlow,
): { readonly from: string; readonly values: readonly unknown[] } {
  const s = schema.quoted;
  const binds = new Binds([flow.flow]);
  const context = { bind: binds.bind, now: `(select ${s}.now())` };
  const predicate = toSql(flow.trigger.predicate, { ...context, field: name => `p.${quoteIdentifier(name)}` });
  return {
    values: binds.values,
    from: `
      select p.${SUBJECT_KEY} as key, p.${SUBJECT_KEY}::text as subject_id,
        ${rowJsonSql(flow.subject.fields, "p")} as fields,
        exists (
          select from ${s}.enrolments e join ${s}.flows f using (flow_id)
          where f.flow = $1::text and e.subject_id = p.${SUBJECT_KEY}::text and e.entry_key = '') as entered
      from (${subjectProjection(flow.subject, context)}) as p
      where p.${SUBJECT_KEY} is not null and ${predicate}`,
  };
}
