import { createHash } from "node:crypto";
import { canonicalize, type FlowIr, type Json } from "@flowline/ir";
import { verifyHash } from "@flowline/ir/hash";
import type { DeployOptions, DeployReport } from "../client/types.js";
import { loadProgram } from "../engine/program.js";
import type { RunnableFlow, RunnableNode } from "../engine/runnable-flow.js";
import { DeployAnswerError } from "../errors.js";
import { Versions } from "../worker/versions.js";
import type { Database, Queryable } from "./database.js";
import { enrolAudience } from "./enrol-audience.js";
import { getRunnable } from "./get-runnable.js";
import { type AudienceCountRow, countAudience } from "./sql/count-audience.js";
import { inspectSource } from "./subject-reader.js";
import { wakeWorkers } from "./wake.js";

/**
 * Makes a version current. The row of the flow's name is locked for the whole of it, so that two deploys of one flow
 * queue up; the second finds its hash current and does nothing.
 *
 * A first deploy with `futureOnly` notes everybody who satisfies the audience before the version becomes current, so no
 * worker can enrol one of them in between. If the process dies before that, no version is current and a new deploy starts
 * over.
 */
export async function deploy(database: Database, given: FlowIr, options: DeployOptions): Promise<DeployReport> {
  verifyHash(given);
  const flow = getRunnable(given);
  await inspectSource(database, flow.subject);
  const report = await database.transaction(async connection => {
    const current = await lockFlow(connection, database, flow.flow);
    if (current.hash === flow.hash) {
      return { flow: flow.flow, hash: flow.hash, outcome: "unchanged", existing: 0 } as const;
    }
    const first = current.hash === null;
    if (first && options.existing === "backfill") {
      await forgetLeftOut(connection, database, current.flow_id);
    }
    const existing = first ? await countExisting(connection, database, flow) : 0;
    if (first && existing > 0 && options.existing === undefined) {
      throw new DeployAnswerError(flow.flow, existing);
    }
    const versionId = await storeVersion(connection, database, current.flow_id, flow);
    await setCurrent(
      connection,
      database,
      current.flow_id,
      first && options.existing === "futureOnly" ? null : versionId,
    );
    return { flow: flow.flow, hash: flow.hash, outcome: first ? "created" : "updated", existing, versionId } as const;
  });
  if (report.outcome === "created" && options.existing === "futureOnly") {
    const version = await new Versions(database).get(report.versionId);
    await enrolAudience(database, version, { mode: "leave out" });
    await setCurrent(database, database, version.flowId, version.versionId);
  }
  if (report.outcome !== "unchanged") {
    await wakeWorkers(database, "deploy");
  }
  return { flow: report.flow, hash: report.hash, outcome: report.outcome, existing: report.existing };
}

interface FlowRow {
  readonly flow_id: number;
  /** Of the newest version, or null before the first. */
  readonly hash: string | null;
}

async function lockFlow(connection: Queryable, database: Database, flow: string): Promise<FlowRow> {
  const s = database.schema.quoted;
  await connection.query({
    text: `insert into ${s}.flows(flow) values ($1) on conflict (flow) do nothing`,
    values: [flow],
  });
  const [row] = await connection.query<FlowRow>({
    text: `select f.flow_id, v.hash from ${s}.flows f left join ${s}.flow_versions v using (version_id)
      where f.flow = $1 for update of f`,
    values: [flow],
  });
  if (row === undefined) {
    throw new Error(`invariant: the flow ${flow} vanished while it was being deployed`);
  }
  return row;
}

/** A first deploy with `futureOnly` that died halfway has left some out already; whoever now says `backfill` means all. */
async function forgetLeftOut(connection: Queryable, database: Database, flowId: number): Promise<void> {
  await connection.query({
    text: `delete from ${database.schema.quoted}.enrolments where flow_id = $1 and not entered`,
    values: [flowId],
  });
}

async function countExisting(connection: Queryable, database: Database, flow: RunnableFlow): Promise<number> {
  const [row] = await connection.query<AudienceCountRow>(countAudience(database.schema, flow));
  return row?.would_enter ?? 0;
}

async function storeVersion(
  connection: Queryable,
  database: Database,
  flowId: number,
  flow: RunnableFlow,
): Promise<number> {
  const s = database.schema.quoted;
  const [row] = await connection.query<{ version_id: number }>({
    text: `insert into ${s}.flow_versions(flow_id, hash, ir) values ($1, $2, $3)
      on conflict (flow_id, hash) do update set deployed_at = clock_timestamp()
      returning version_id`,
    values: [flowId, flow.hash, JSON.stringify(flow)],
  });
  if (row === undefined) {
    throw new Error("invariant: a stored version has no number");
  }
  const nodes = loadProgram(flow).nodes.map(({ id, node }, number) => ({ number, id, ...routeKey(id, node) }));
  await connection.query({
    text: `
      with node as (
        select * from unnest($3::smallint[], $4::text[], $5::text[], $6::jsonb[], $7::text[])
          as n(node, node_id, route_node, contract, contract_hash)
      ), made as (
        insert into ${s}.routes(flow_id, node_id, contract, contract_hash)
        select distinct $2::integer, route_node, contract, contract_hash from node
        on conflict (flow_id, node_id, contract_hash) do update set contract = excluded.contract
        returning route, node_id, contract_hash
      )
      insert into ${s}.flow_nodes(version_id, node, node_id, route)
      select $1::integer, n.node, n.node_id, m.route
      from node n join made m on m.node_id = n.route_node and m.contract_hash = n.contract_hash
      on conflict (version_id, node) do nothing`,
    values: [
      row.version_id,
      flowId,
      nodes.map(node => node.number),
      nodes.map(node => node.id),
      nodes.map(node => node.routeNode),
      nodes.map(node => JSON.stringify(node.contract)),
      nodes.map(node => node.contractHash),
    ],
  });
  return row.version_id;
}

/** A step's route is its contract: a worker that can carry it out may take its cursors. All else is the flow's control. */
function routeKey(
  id: string,
  node: RunnableNode,
): { readonly routeNode: string; readonly contract: unknown; readonly contractHash: string } {
  if (node.kind !== "step") {
    return { routeNode: "", contract: {}, contractHash: "" };
  }
  const contract: Json = JSON.parse(JSON.stringify(node.action));
  return { routeNode: id, contract, contractHash: createHash("sha256").update(canonicalize(contract)).digest("hex") };
}

async function setCurrent(
  connection: Queryable,
  database: Database,
  flowId: number,
  versionId: number | null,
): Promise<void> {
  await connection.query({
    text: `update ${database.schema.quoted}.flows set version_id = $2, audience_at = '-infinity' where flow_id = $1`,
    values: [flowId, versionId],
  });
}
