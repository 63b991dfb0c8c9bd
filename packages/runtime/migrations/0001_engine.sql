-- The engine's tables. @schema@ stands for the quoted name of Flowline's schema.
-- Live state (runs, cursors) is small and hot and no retention touches it; history and finished runs are append-only and
-- partitioned by real time. There are no foreign keys from hot rows: a parent that many children lock at once costs more
-- than the guarantee is worth, and every writer goes through the statements in src/postgres/sql.

create table @schema@.settings (
  key text primary key,
  value jsonb not null
);
insert into @schema@.settings(key, value) values
  ('installation', to_jsonb(gen_random_uuid()::text)),
  ('development', 'false'::jsonb);

-- How far flow time is ahead of real time. Only a development database ever reads it: see enable_development().
create table @schema@.clock (
  only_row boolean primary key default true constraint clock_has_one_row check (only_row),
  offset_ms bigint not null default 0 constraint clock_never_goes_back check (offset_ms >= 0)
);
insert into @schema@.clock default values;

-- Flow time: waits, schedules, predicates. In production it is the bare clock.
create function @schema@.now() returns timestamptz language sql volatile as $$ select clock_timestamp() $$;

create function @schema@.enable_development() returns void language plpgsql as $body$
begin
  update @schema@.settings set value = 'true'::jsonb where key = 'development';
  create or replace function @schema@.now() returns timestamptz language sql volatile as
    $now$ select clock_timestamp() + (select offset_ms from @schema@.clock) * interval '1 millisecond' $now$;
end
$body$;

create table @schema@.flows (
  flow_id integer generated always as identity primary key,
  flow text not null unique,
  version_id integer,
  -- When this flow's audience was last evaluated (real time). A deploy sets it to -infinity: evaluate now.
  audience_at timestamptz not null default '-infinity'
);

create table @schema@.flow_versions (
  version_id integer generated always as identity primary key,
  flow_id integer not null,
  hash text not null,
  ir jsonb not null,
  deployed_at timestamptz not null default clock_timestamp(),
  unique (flow_id, hash)
);

-- A route interns what a worker must be able to do to take a cursor on: node_id '' is the flow's own control (waits),
-- else the step's contract. A worker asks only for routes that it serves.
create table @schema@.routes (
  route integer generated always as identity primary key,
  flow_id integer not null,
  node_id text not null,
  contract jsonb not null,
  contract_hash text not null,
  unique (flow_id, node_id, contract_hash)
);

-- Cursors and history name a node by its number within the version; this gives its id back.
create table @schema@.flow_nodes (
  version_id integer not null,
  node smallint not null,
  node_id text not null,
  route integer not null,
  primary key (version_id, node)
);

create table @schema@.runs (
  shard smallint not null,
  run_id bigint generated always as identity,
  version_id integer not null,
  subject_id text not null,
  started_at timestamptz not null,
  primary key (shard, run_id)
);
create index runs_subject on @schema@.runs (subject_id);

-- One row per place of control. `worker is null`: it may be claimed once flow time reaches due_at, which is also how a
-- sleeper sleeps. A held cursor moves between its worker's own steps without touching an indexed column (HOT).
create table @schema@.cursors (
  shard smallint not null,
  id bigint generated always as identity,
  run_id bigint not null,
  version_id integer not null,
  node smallint not null,
  route integer not null,
  priority smallint not null default 2,
  due_at timestamptz not null,
  worker integer,
  -- Rises at every claim and every rescue: the proof that the holder is still the holder.
  fence bigint not null default 0,
  -- Rises at every commit: tells a commit whose reply was lost from one that never happened.
  seq integer not null default 0,
  attempt smallint not null default 1,
  -- Leases lost at this node. They use up no attempt.
  lost smallint not null default 0,
  -- What later nodes may read. At a step: the intent, the values that the step was decided with.
  vars jsonb not null,
  error text,
  primary key (shard, id)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000);
create index cursors_claim on @schema@.cursors (shard, route, priority, due_at) where worker is null;
create index cursors_held on @schema@.cursors (worker) where worker is not null;
create index cursors_run on @schema@.cursors (run_id);

create table @schema@.workers (
  worker_id integer generated always as identity primary key,
  -- A random name per registration, never the host's: a reused name would make a dead worker look alive.
  identity uuid not null default gen_random_uuid(),
  started_at timestamptz not null default clock_timestamp(),
  heartbeat_at timestamptz not null default clock_timestamp(),
  lease_expires_at timestamptz not null
);

-- Once means once per flow name, over all versions and for ever. Kept outside of any partition.
create table @schema@.enrolments (
  flow_id integer not null,
  subject_id text not null,
  entry_key text not null default '',
  enrolled_at timestamptz not null,
  -- False: satisfied the audience before the flow's first deploy, which said --future-only.
  entered boolean not null default true,
  primary key (flow_id, subject_id, entry_key)
);

create table @schema@.finished_runs (
  shard smallint not null,
  run_id bigint not null,
  at timestamptz not null default clock_timestamp(),
  version_id integer not null,
  subject_id text not null,
  state text not null constraint finished_is_terminal check (state in ('completed', 'failed', 'canceled')),
  reason text not null,
  started_at timestamptz not null,
  ended_at timestamptz not null
) partition by range (at);
create index finished_runs_run on @schema@.finished_runs (run_id);
create index finished_runs_subject on @schema@.finished_runs (subject_id);
create table @schema@.finished_runs_other partition of @schema@.finished_runs default;

-- kind: 1 enrolled, 2 completed, 3 skipped, 4 waiting, 5 decided, 6 attempt failed, 7 rescued, 8 ended.
create table @schema@.history (
  shard smallint not null,
  kind smallint not null,
  node smallint,
  attempt smallint not null,
  ordinal smallint not null,
  version_id integer not null,
  run_id bigint not null,
  at timestamptz not null default clock_timestamp(),
  flow_at timestamptz not null,
  data jsonb
) partition by range (at);
create index history_run on @schema@.history (run_id, at, ordinal);
create table @schema@.history_other partition of @schema@.history default;

-- How often nodes came to what: one row per node, kind and flush, folded together by the maintenance duty. Counting
-- history instead would read all of it.
create table @schema@.tallies (
  version_id integer not null,
  node smallint not null,
  kind smallint not null,
  count bigint not null
);

-- Makes the weekly partitions of the next weeks. The default partitions are a net for a maintenance that did not run;
-- a week for which they already hold rows stays with them.
create function @schema@.make_partitions(weeks integer) returns integer language plpgsql as $body$
declare
  parent text; first_day date; made integer := 0;
begin
  foreach parent in array array['finished_runs', 'history'] loop
    for i in 0..weeks loop
      first_day := date_trunc('week', clock_timestamp() at time zone 'UTC')::date + 7 * i;
      if to_regclass(format('%s.%I', '@schema@', parent || '_' || to_char(first_day, 'IYYY"w"IW'))) is null then
        begin
          execute format('create table @schema@.%I partition of @schema@.%I for values from (%L) to (%L)',
            parent || '_' || to_char(first_day, 'IYYY"w"IW'), parent, first_day::text || ' 00:00:00+00',
            (first_day + 7)::text || ' 00:00:00+00');
          made := made + 1;
        exception when check_violation then
          null; -- the default partition holds rows of that week
        end;
      end if;
    end loop;
  end loop;
  return made;
end
$body$;
select @schema@.make_partitions(8);
