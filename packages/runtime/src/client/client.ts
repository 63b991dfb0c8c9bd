import type { FlowIr } from "@flowline/ir";
import { readRow } from "@flowline/ir";
import { UnknownFlowError } from "../errors.js";
import { Database } from "../postgres/database.js";
import { deploy } from "../postgres/deploy.js";
import { enrolAudience } from "../postgres/enrol-audience.js";
import { enableDevelopment, pushClock, readClock } from "../postgres/flow-clock.js";
import { findFlow, listFlows } from "../postgres/flow-overview.js";
import { getRunnable } from "../postgres/get-runnable.js";
import { migrate } from "../postgres/migrate.js";
import { findRun } from "../postgres/run-detail.js";
import { listRuns } from "../postgres/run-list.js";
import {
  type AudienceCountRow,
  type AudienceSampleRow,
  countAudience,
  sampleAudience,
} from "../postgres/sql/count-audience.js";
import { inspectSource } from "../postgres/subject-reader.js";
import { wakeWorkers } from "../postgres/wake.js";
import { Versions } from "../worker/versions.js";
import type { Client, EnrollOptions, EnrollReport, PlanReport } from "./types.js";

export interface ClientOptions {
  /** A connection string. */
  readonly database: string;
  /** Flowline's schema. Default `flowline`. */
  readonly schema?: string;
  /** Connections at most. Default 4. */
  readonly maxConnections?: number;
}

/** Opens no connection before the first call. */
export function createClient(options: ClientOptions): Client {
  const database = new Database({
    connectionString: options.database,
    applicationName: "flowline-client",
    ...(options.schema === undefined ? {} : { schema: options.schema }),
    ...(options.maxConnections === undefined ? {} : { maxConnections: options.maxConnections }),
  });
  return Object.freeze({
    migrate: () => migrate(database),
    plan: (flow, planOptions) => plan(database, flow, planOptions?.samples ?? 5),
    deploy: async (flow, deployOptions) => {
      await migrate(database);
      return deploy(database, flow, deployOptions ?? {});
    },
    enroll: (flow, enrollOptions) => enroll(database, flow, enrollOptions ?? {}),
    listFlows: () => listFlows(database),
    findFlow: flow => findFlow(database, flow),
    listRuns: filter => listRuns(database, filter ?? {}),
    findRun: runId => findRun(database, runId),
    clock: () => readClock(database),
    pushClock: byMs => pushClock(database, byMs),
    enableDevelopment: () => enableDevelopment(database),
    close: () => database.close(),
  } satisfies Client);
}

async function plan(database: Database, given: FlowIr, samples: number): Promise<PlanReport> {
  const flow = getRunnable(given);
  await migrate(database);
  await inspectSource(database, flow.subject);
  const [count] = await database.query<AudienceCountRow>(countAudience(database.schema, flow));
  const rows = await database.query<AudienceSampleRow>(sampleAudience(database.schema, flow, samples));
  return {
    flow: flow.flow,
    wouldEnter: count?.would_enter ?? 0,
    alreadyEntered: count?.already ?? 0,
    samples: rows.map(row => ({ subjectId: row.subject_id, fields: readRow(flow.subject.fields, row.fields) })),
  };
}

async function enroll(database: Database, flow: string, options: EnrollOptions): Promise<EnrollReport> {
  const [row] = await database.query<{ version_id: number | null }>({
    text: `select version_id from ${database.schema.quoted}.flows where flow = $1`,
    values: [flow],
  });
  if (row?.version_id === undefined || row.version_id === null) {
    throw new UnknownFlowError(`no flow named ${flow} is deployed`, "Deploy it with `flow deploy`, or check the name.");
  }
  const version = await new Versions(database).get(row.version_id);
  const sweep = await enrolAudience(database, version, {
    mode: "enrol",
    ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
  });
  if (sweep.enrolled > 0) {
    await wakeWorkers(database, "work");
  }
  return { flow, ...sweep };
}
