import type { SchemaName } from "../schema-name.js";
import type { Statement } from "../statement.js";

/** What shall become of one held cursor. */
export interface Outcome {
  readonly id: string;
  readonly runId: string;
  readonly versionId: number;
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
 * Safe: an outcome counts only for a cursor with the fence under which it was claimed (nobody has rescued it since: a
 * claim and a rescue raise the fence) and with the same seq (it has not been committed already, so that a flush whose
 * reply was lost may be sent again). Everything else in the statement follows the rows that those three updates *return*,
 * never the input. The three touch disjoint cursors, and no other worker can hold any of them, so their order of locking
 * cannot form a cycle.
 *
 * Fast: without a name it is planned for the arrays at hand. A condition on `worker` would tempt the planner into the
 * index of held cursors, whose statistics say "none", and from there into comparing every cursor with every outcome
 * (measured: 700 ms instead of 15 for 1,000); the fence says the same. The odd `case` keeps the accepted ids a hashed
 * set instead of a join that is planned for three rows, for the same reason.
 */
export function commit(schema: SchemaName, outcomes: readonly Outcome[]): Statement {
  const s = schema.quoted;
  return {
    text: `
      with outcome as materialized (
        select * from unnest($1::bigint[], $2::bigint[], $3::integer[], $4::text[], $5::smallint[], $6::integer[],
          $7::smallint[], $8::float8[], $9::jsonb[], $10::text[], $11::text[], $12::text[])
          as o(id, fence, seq, verb, node, route, attempt, delay_ms, vars, error, state, reason)
      ), clock as materialized (
        select ${s}.now() as flow_at, clock_timestamp() as at
      ), kept as (
        update ${s}.cursors c
        set node = o.node, attempt = o.attempt, vars = o.vars, seq = c.seq + 1, lost = 0, error = null
        from outcome o
        where c.shard = 0 and c.id = o.id and c.fence = o.fence and c.seq = o.seq and o.verb = 'keep'
        returning c.id
      ), parked as (
        update ${s}.cursors c
        set node = o.node, route = o.route, attempt = o.attempt, vars = o.vars, seq = c.seq + 1, lost = 0,
          error = o.error, worker = null, due_at = (select flow_at from clock) + o.delay_ms * interval '1 millisecond'
        from outcome o
        where c.shard = 0 and c.id = o.id and c.fence = o.fence and c.seq = o.seq and o.verb = 'park'
        returning c.id
      ), ended as (
        delete from ${s}.cursors c
        using outcome o
        where c.shard = 0 and c.id = o.id and c.fence = o.fence and c.seq = o.seq and o.verb = 'end'
        returning c.id, c.run_id, o.state, o.reason
      ), over as (
        delete from ${s}.runs r
        using ended e
        where r.shard = 0 and r.run_id = e.run_id
        returning r.run_id, r.version_id, r.subject_id, r.started_at, e.state, e.reason
      ), finished as (
        insert into ${s}.finished_runs(shard, run_id, at, version_id, subject_id, state, reason, started_at, ended_at)
        select 0, run_id, clock.at, version_id, subject_id, state, reason, started_at, clock.flow_at from over, clock
      ), accepted as materialized (
        select id from kept union all select id from parked union all select id from ended
      ), told as (
        insert into ${s}.history(shard, run_id, at, flow_at, version_id, node, kind, attempt, ordinal, data)
        select 0, n.run_id, clock.at, clock.flow_at, n.version_id, n.node, n.kind, n.attempt, n.ordinal,
          case n.kind
            when 4 then jsonb_build_object('until', clock.flow_at + n.delay_ms * interval '1 millisecond')
            when 6 then n.data
              || jsonb_build_object('retryAt', clock.flow_at + n.delay_ms * interval '1 millisecond')
            else n.data
          end
        from clock, unnest($13::bigint[], $14::bigint[], $15::integer[], $16::smallint[], $17::smallint[],
          $18::smallint[], $19::smallint[], $20::jsonb[], $21::float8[])
          as n(id, run_id, version_id, ordinal, kind, node, attempt, data, delay_ms)
        where case when true then n.id in (select id from accepted) end
        returning version_id, node, kind
      ), tallied as (
        insert into ${s}.tallies(version_id, node, kind, count)
        select version_id, node, kind, count(*) from told where kind in (2, 3) group by version_id, node, kind
      )
      select id from accepted`,
    values: [...outcomeColumns(outcomes), ...noteColumns(outcomes)],
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
  const notes = outcomes.flatMap(outcome => outcome.notes.map((note, ordinal) => ({ outcome, ordinal, ...note })));
  return [
    notes.map(n => n.outcome.id),
    notes.map(n => n.outcome.runId),
    notes.map(n => n.outcome.versionId),
    notes.map(n => n.ordinal),
    notes.map(n => n.kind),
    notes.map(n => n.node),
    notes.map(n => n.attempt),
    notes.map(n => n.data),
    notes.map(n => n.outcome.delayMs),
  ];
}
