import type { SchemaName } from "../schema-name.js";
import type { Statement } from "../statement.js";

/** What shall become of one held cursor. */
export interface Outcome {
  readonly id: string;
  readonly fence: string;
  readonly seq: number;
  /** `keep`: the worker goes on with it. `park`: it lies until due. `end`: its run is over. */
  readonly verb: "keep" | "park" | "end";
  readonly node: number;
  readonly route: number;
  readonly attempt: number;
  /** Flow time from the commit until it is due again; 0 with `keep` and `end`. */
  readonly delayMs: number;
  readonly vars: string;
  readonly error: string | null;
  readonly state: string | null;
  readonly reason: string | null;
  readonly notes: readonly OutcomeNote[];
}

/** A line of history. `data` is JSON text or null. */
export interface OutcomeNote {
  readonly kind: number;
  readonly node: number;
  readonly attempt: number;
  readonly data: string | null;
}

export interface CommittedRow {
  readonly id: string;
}

/**
 * The grouped commit: moves, parks and ends many cursors, writes their history and tallies, and says which it accepted.
 *
 * Safe: an outcome counts only for a cursor that this worker still holds with the same fence (nobody has rescued it) and
 * the same seq (it has not been committed already, so that a flush whose reply was lost may be sent again). Everything
 * else in the statement joins the rows that those three updates *return*, never the input. The three touch disjoint
 * cursors, and no other worker can hold any of them, so their order of locking cannot form a cycle.
 */
export function commit(schema: SchemaName, worker: number, outcomes: readonly Outcome[]): Statement {
  const s = schema.quoted;
  return {
    name: "flowline.commit",
    text: `
      with outcome as materialized (
        select * from unnest($2::bigint[], $3::bigint[], $4::integer[], $5::text[], $6::smallint[], $7::integer[],
          $8::smallint[], $9::float8[], $10::jsonb[], $11::text[], $12::text[], $13::text[])
          as o(id, fence, seq, verb, node, route, attempt, delay_ms, vars, error, state, reason)
      ), clock as materialized (
        select ${s}.now() as flow_at, clock_timestamp() as at
      ), kept as (
        update ${s}.cursors c
        set node = o.node, attempt = o.attempt, vars = o.vars, seq = c.seq + 1, lost = 0, error = null
        from outcome o
        where c.shard = 0 and c.id = o.id and c.fence = o.fence and c.seq = o.seq and c.worker = $1 and o.verb = 'keep'
        returning c.id, c.run_id, c.version_id, null::timestamptz as due_at
      ), parked as (
        update ${s}.cursors c
        set node = o.node, route = o.route, attempt = o.attempt, vars = o.vars, seq = c.seq + 1, lost = 0,
          error = o.error, worker = null, due_at = (select flow_at from clock) + o.delay_ms * interval '1 millisecond'
        from outcome o
        where c.shard = 0 and c.id = o.id and c.fence = o.fence and c.seq = o.seq and c.worker = $1 and o.verb = 'park'
        returning c.id, c.run_id, c.version_id, c.due_at
      ), ended as (
        delete from ${s}.cursors c
        using outcome o
        where c.shard = 0 and c.id = o.id and c.fence = o.fence and c.seq = o.seq and c.worker = $1 and o.verb = 'end'
        returning c.id, c.run_id, c.version_id, o.state, o.reason
      ), over as (
        delete from ${s}.runs r
        using ended e
        where r.shard = 0 and r.run_id = e.run_id
        returning r.run_id, r.version_id, r.subject_id, r.started_at, e.state, e.reason
      ), finished as (
        insert into ${s}.finished_runs(shard, run_id, at, version_id, subject_id, state, reason, started_at, ended_at)
        select 0, run_id, clock.at, version_id, subject_id, state, reason, started_at, clock.flow_at from over, clock
      ), accepted as (
        select id, run_id, version_id, due_at from kept
        union all select id, run_id, version_id, due_at from parked
        union all select id, run_id, version_id, null from ended
      ), told as (
        insert into ${s}.history(shard, run_id, at, flow_at, version_id, node, kind, attempt, ordinal, data)
        select 0, a.run_id, clock.at, clock.flow_at, a.version_id, n.node, n.kind, n.attempt, n.ordinal,
          case when n.kind = 4 then jsonb_build_object('until', a.due_at)
            when n.kind = 6 then n.data || jsonb_build_object('retryAt', a.due_at) else n.data end
        from unnest($14::bigint[], $15::smallint[], $16::smallint[], $17::smallint[], $18::smallint[], $19::jsonb[])
          as n(id, ordinal, kind, node, attempt, data)
        join accepted a on a.id = n.id
        cross join clock
        returning version_id, node, kind
      ), tallied as (
        insert into ${s}.tallies(version_id, node, kind, count)
        select version_id, node, kind, count(*) from told where kind in (2, 3) group by version_id, node, kind
      )
      select id from accepted`,
    values: [worker, ...outcomeColumns(outcomes), ...noteColumns(outcomes)],
  };
}

function outcomeColumns(outcomes: readonly Outcome[]): readonly unknown[][] {
  return [
    outcomes.map(o => o.id),
    outcomes.map(o => o.fence),
    outcomes.map(o => o.seq),
    outcomes.map(o => o.verb),
    outcomes.map(o => o.node),
    outcomes.map(o => o.route),
    outcomes.map(o => o.attempt),
    outcomes.map(o => o.delayMs),
    outcomes.map(o => o.vars),
    outcomes.map(o => o.error),
    outcomes.map(o => o.state),
    outcomes.map(o => o.reason),
  ];
}

function noteColumns(outcomes: readonly Outcome[]): readonly unknown[][] {
  const notes = outcomes.flatMap(o => o.notes.map((note, ordinal) => ({ id: o.id, ordinal, ...note })));
  return [
    notes.map(n => n.id),
    notes.map(n => n.ordinal),
    notes.map(n => n.kind),
    notes.map(n => n.node),
    notes.map(n => n.attempt),
    notes.map(n => n.data),
  ];
}
