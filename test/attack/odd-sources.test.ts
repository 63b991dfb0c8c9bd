import type { FlowIr, FlowSemantics } from "@flowline/ir";
import { hashFlow } from "@flowline/ir/hash";
import { afterEach, beforeEach, expect, test } from "vitest";
import { seedFlow } from "../runtime/seed-flow.js";
import { createWorld, DAY_MS, until, type World } from "../runtime/world.js";

let world: World;
beforeEach(async () => {
  world = await createWorld();
  await world.sql.query("drop table users");
});
afterEach(async () => {
  await world.close();
});

/** The seed flow with other semantics and a fitting hash. */
function changed(change: (flow: FlowSemantics) => Partial<FlowSemantics>): FlowIr {
  const flow = seedFlow();
  const { irVersion, hash: _, meta, ...semantics } = flow;
  const next = { ...semantics, ...change(semantics) };
  return { irVersion, ...next, hash: hashFlow(next), meta };
}

const makeTable = (key: string, values: string) =>
  world.sql.query(`create table public.users as select v.id::${key} as id, 'User ' || n as name, 'u@example.com' as email,
    now() as created_at, false as upgraded from unnest(array[${values}]::text[]) with ordinality as v(id, n)`);

async function allThrough(expected: readonly string[]): Promise<void> {
  await world.client.deploy(seedFlow(), { existing: "backfill" });
  await world.startWorker();
  await until("all sleep", async () => (await world.client.listFlows())[0]?.counts.waiting === expected.length);
  await world.client.pushClock(7 * DAY_MS);
  await until("all ended", async () => (await world.client.listFlows())[0]?.counts.completed === expected.length);
  expect([...world.sent("hi")].sort()).toEqual([...expected].sort());
  expect([...world.sent("upgrade")].sort()).toEqual([...expected].sort());
}

const UUID = "6f1f2d0a-3c1e-4a53-9f0e-0a8e2f4b7c11";

test.each([
  [
    "text",
    String.raw`'a''b', 'c"d', '{e,f}', 'g\h', 'ü 你 😀', '', '  '`,
    ["a'b", 'c"d', "{e,f}", "g\\h", "ü 你 😀", "", "  "],
  ],
  ["uuid", `'${UUID}'`, [UUID]],
  ["numeric(10,2)", "'1.50', '-7'", ["1.50", "-7.00"]],
  ["varchar(4)", "'abcd', 'ab'", ["abcd", "ab"]],
])("subjects whose key is %s go through, whatever stands in it", async (type, values, expected) => {
  await makeTable(type, values);
  await allThrough(expected);
});

test("rows without a key are nobody, and hide nobody", async () => {
  await makeTable("text", "null, 'a', null, 'b'");
  await allThrough(["a", "b"]);
});

test("a view that shows a subject twice starts one run with one cursor for it", async () => {
  await makeTable("bigint", "'1', '1', '2'");
  await world.sql.query("alter table users rename to accounts");
  await world.sql.query("create view users as select * from accounts");
  await allThrough(["1", "2"]);
});

test("a key that gets another type while people wait is read by its new type", async () => {
  await makeTable("bigint", "'1', '2'");
  await world.client.deploy(seedFlow(), { existing: "backfill" });
  await world.startWorker();
  await until("all sleep", async () => (await world.client.listFlows())[0]?.counts.waiting === 2);
  await world.sql.query("alter table users alter column id type text using id::text");
  await world.client.pushClock(7 * DAY_MS);
  await until("they were put off once, or are through", async () => {
    await world.client.pushClock(60_000);
    return (await world.client.listFlows())[0]?.counts.completed === 2;
  });
});

test("a timestamp without time zone is UTC, whatever the connection string and the server say", async () => {
  await makeTable("bigint", "'1'");
  const { rows } = await world.sql.query("select current_database() as name");
  await world.sql.query(`alter database "${rows[0].name}" set timezone = 'Pacific/Kiritimati'`);
  await world.sql.query(
    "alter table users alter column created_at type timestamp using date_trunc('day', now() at time zone 'UTC')",
  );
  const { createClient } = await import("@flowline/runtime");
  const client = createClient({ database: `${world.url}?options=-c%20search_path%3Dpublic` });
  expect((await client.plan(seedFlow())).wouldEnter).toBe(1);
  await world.sql.query("update users set created_at = created_at - interval '1 millisecond'");
  expect((await client.plan(seedFlow())).wouldEnter).toBe(0);
  await client.close();
});

test("numbers that JSON lacks are the same in an intent whether it was kept, retried or rescued", async () => {
  await makeTable("bigint", "'1', '2', '3'");
  await world.sql.query("alter table users add score float8");
  await world.sql.query("update users set score = (array['NaN', 'Infinity', '-Infinity'])[id]::float8");
  const score = { scalar: "number", nullable: true } as const;
  const flow = changed(({ subject, nodes }) => ({
    subject: subject && {
      ...subject,
      fields: { ...subject.fields, score: { kind: "stored", type: score, oneOf: null } },
    },
    nodes: Object.fromEntries(
      Object.entries(nodes).map(([id, node]) => [
        id,
        node.kind === "step" && node.action.type === "send"
          ? { ...node, action: { ...node.action, reads: ["email", "name", "score"] } }
          : node,
      ]),
    ),
  }));
  await world.client.deploy(flow, { existing: "backfill" });
  await world.startWorker({}, async attempt =>
    attempt.attempt === 1 ? { status: "failed", error: "busy", retry: true } : { status: "completed", output: {} },
  );
  await until("all have ended", async () => {
    await world.client.pushClock(8 * DAY_MS);
    return (await world.client.listFlows())[0]?.counts.completed === 3;
  });
  const scores = { "1": Number.NaN, "2": Number.POSITIVE_INFINITY, "3": Number.NEGATIVE_INFINITY };
  expect(world.attempts).toHaveLength(12);
  for (const attempt of world.attempts) {
    expect(attempt.subject.score).toBe(scores[attempt.subjectId as keyof typeof scores]);
  }
});

test("a column that holds null although the flow was compiled for none neither stops nor harms the others", async () => {
  await makeTable("bigint", "'1', '2', '3'");
  await world.client.deploy(seedFlow(), { existing: "backfill" });
  await world.startWorker();
  await until("all sleep", async () => (await world.client.listFlows())[0]?.counts.waiting === 3);
  await world.sql.query("update users set upgraded = null, email = null, created_at = 'infinity' where id = 2");
  await world.client.pushClock(7 * DAY_MS);
  await until("all ended", async () => (await world.client.listRuns()).runs.every(run => run.endedAt !== null));
  expect((await world.client.listFlows())[0]?.counts.completed).toBeGreaterThanOrEqual(2);
});
