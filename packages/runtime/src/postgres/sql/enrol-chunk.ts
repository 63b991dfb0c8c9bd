import {
  type FieldIr,
  fieldsOf,
  quoteIdentifier,
  rowJsonSql,
  SUBJECT_KEY,
  subjectProjection,
  toSql,
} from "@flowline/ir";
import type { RunnableFlow } from "../../engine/runnable-flow.js";
import { Binds } from "../binds.js";
import type { SchemaName } from "../schema-name.js";
import { SLOW_REPLY_MS, type Statement } from "../statement.js";

export interface EnrolChunk {
  readonly flow: RunnableFlow;
  readonly flowId: number;
  readonly versionId: number;
  readonly keyType: string;
  /** The last key of the chunk before, as text; null at the start. */
  readonly after: string | null;
  /** How many subjects to look at. */
  readonly limit: number;
  /** Where the run begins: the number and route of the entry node, and the fields that its step reads. */
  readonly entry: { readonly node: number; readonly route: number; readonly reads: readonly string[] };
  /** `leave out` notes those who satisfy the audience without starting a run (a first deploy with --future-only). */
  readonly mode: "enrol" | "leave out";
}

export interface EnrolledRow {
  readonly scanned: number;
  readonly last: string | null;
  readonly enrolled: number;
}

/**
 * Enrols one keyset chunk of the audience: one set-based statement that decides, remembers, starts the run, places the
 * cursor on its first step with that step's intent, and writes what was read.
 *
 * Safe: `enrolments` has the key (flow, subject), so that of any number of evaluations at once one enrols; everything
 * else joins the rows that its insert returned. A view may show one subject twice: one of its rows counts. The chunk is cut by key before the predicate is asked, so it always
 * moves on.
 */
export function enrolChunk(schema: SchemaName, chunk: EnrolChunk): Statement {
  const s = schema.quoted;
  const { flow } = chunk;
  const binds = new Binds([
    chunk.flowId,
    chunk.versionId,
    chunk.after,
    chunk.limit,
    chunk.entry.node,
    chunk.entry.route,
  ]);
  const context = { bind: binds.bind, now: "(select at from clock)" };
  const predicate = toSql(flow.trigger.predicate, { ...context, field: name => `p.${quoteIdentifier(name)}` });
  const vars = rowJsonSql(pick(flow, chunk.entry.reads), "p");
  const reads = rowJsonSql(pick(flow, fieldsOf(flow.trigger.predicate)), "p");
  return {
    text: `
      with clock as materialized (
        select ${s}.now() as at
      ), chunk as materialized (
        select p.* from (${subjectProjection(flow.subject, context)}) as p
        where $3::text is null or p.${SUBJECT_KEY} > $3::text::${chunk.keyType}
        order by p.${SUBJECT_KEY} limit $4::integer
      ), matched as materialized (
        select distinct on (p.${SUBJECT_KEY}::text) p.${SUBJECT_KEY}::text as subject_id, ${vars} as vars, ${reads} as reads
        from chunk as p
        where p.${SUBJECT_KEY} is not null and ${predicate}
      ), fresh as (
        insert into ${s}.enrolments(flow_id, subject_id, enrolled_at, entered)
        select $1::integer, m.subject_id, (select at from clock), ${chunk.mode === "enrol"}
        from matched m
        where not exists (
          select from ${s}.enrolments e where e.flow_id = $1::integer and e.subject_id = m.subject_id and e.entry_key = '')
        order by m.subject_id
        on conflict do nothing
        returning subject_id, entered
      ), started as (
        insert into ${s}.runs(shard, version_id, subject_id, started_at)
        select 0, $2::integer, f.subject_id, (select at from clock) from fresh f where f.entered
        returning run_id, subject_id
      ), placed as (
        insert into ${s}.cursors(shard, run_id, version_id, node, route, due_at, vars)
        select 0, st.run_id, $2::integer, $5::smallint, $6::integer, (select at from clock), m.vars
        from started st join matched m using (subject_id)
      ), told as (
        insert into ${s}.history(shard, run_id, flow_at, version_id, node, kind, attempt, ordinal, data)
        select 0, st.run_id, (select at from clock), $2::integer, null, 1, 1, 0, jsonb_build_object('reads', m.reads)
        from started st join matched m using (subject_id)
      )
      select (select count(*)::integer from chunk) as scanned,
        (select ${SUBJECT_KEY}::text from chunk order by ${SUBJECT_KEY} desc limit 1) as last,
        (select count(*)::integer from fresh) as enrolled`,
    values: binds.values,
    withinMs: SLOW_REPLY_MS,
  };
}

function pick(flow: RunnableFlow, names: readonly string[]): Readonly<Record<string, FieldIr>> {
  return Object.fromEntries(Object.entries(flow.subject.fields).filter(([name]) => names.includes(name)));
}
