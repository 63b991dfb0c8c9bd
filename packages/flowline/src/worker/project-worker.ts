import type { ProjectIr, SmtpChannelIr } from "@flowline/ir";
import { createSendHandler, createSmtpProvider, loadMessages, type MessageLibrary } from "@flowline/messages";
import { createWorker, type Worker, type WorkerEvent } from "@flowline/runtime";
import type { CompiledProject } from "./compiled-project.js";
import { ProjectError } from "./project-error.js";
import { readSetting, settingName } from "./setting.js";

/*
 * The one place where a project becomes a worker: compiled project -> settings from the environment -> messages and mail
 * server -> handler -> worker. An application's own process, `flow worker` and `flow dev` differ in what they pass, not in how it is
 * put together.
 */

/** What a worker of a project is made of. */
export interface ProjectWorkerOptions {
  readonly compiled: CompiledProject;
  /** A connection string; without it, the one that the project names. */
  readonly database?: string;
  /** The mail server; without it, the one that the project names. */
  readonly smtpUrl?: string;
  /** Asked anew for each send. Default: the messages as they are now. */
  readonly library?: MessageLibrary;
  /** Default: the runtime's. */
  readonly tuning?: WorkerTuning;
  /** Default: nothing is logged. */
  readonly log?: (event: WorkerEvent) => void;
}

/** How a worker works; what is absent has the runtime's default. */
export interface WorkerTuning {
  readonly leaseMs?: number;
  readonly concurrency?: number;
  readonly batch?: number;
  readonly audienceMs?: number;
}

/** A worker with the connections that it owns. */
export interface ProjectWorker {
  start(): Promise<void>;
  /** Stops the worker, then hangs up on the mail server. */
  stop(): Promise<void>;
}

/** Puts a project's worker together. Nothing happens before `start()`. Throws `ProjectError` where something is missing. */
export async function createProjectWorker(options: ProjectWorkerOptions): Promise<ProjectWorker> {
  const { compiled, tuning = {} } = options;
  const { project, projectDir, flows } = compiled;
  if (flows.length === 0) throw noFlows(projectDir);
  const channel = getChannel(project);
  const provider = createSmtpProvider({
    url: options.smtpUrl ?? smtpUrlOf(channel),
    from: channel.from,
    connections: Math.min(20, tuning.concurrency ?? 20),
  });
  const library = options.library ?? (await loadMessages(projectDir, project.messages));
  const worker: Worker = createWorker({
    database: options.database ?? databaseOf(project),
    flows: flows.map(flow => flow.flow),
    handlers: { send: createSendHandler({ library, provider }) },
    ...(options.log === undefined ? {} : { log: options.log }),
    ...tuning,
  });
  return Object.freeze({
    start: () => worker.start(),
    stop: async () => {
      await worker.stop();
      provider.close();
    },
  });
}

function getChannel(project: ProjectIr): SmtpChannelIr {
  if (project.channels.email !== null) return project.channels.email;
  throw new ProjectError("NO_CHANNEL", {
    message: "This project has no channel for mail, so its messages cannot be sent.",
    fix: 'Add channels: { email: smtp({ url: env("SMTP_URL"), from: "..." }) } to flow.config.ts, and run `flow compile`.',
  });
}

function databaseOf(project: ProjectIr): string {
  const url = readSetting(project.database);
  if (url !== undefined) return url;
  const name = settingName(project.database);
  throw new ProjectError("NO_DATABASE", {
    message: `${name} is not set, so there is no database to work on.`,
    fix: `Set it: ${name}=postgres://user:password@host:5432/name.`,
  });
}

function smtpUrlOf(channel: SmtpChannelIr): string {
  const url = readSetting(channel.url);
  if (url !== undefined) return url;
  const name = settingName(channel.url);
  throw new ProjectError("NO_MAIL_SERVER", {
    message: `${name} is not set, so there is no mail server to send through.`,
    fix: `Set it: ${name}=smtp://user:password@host:port. While \`flow dev\` runs, it prints the address of its own.`,
  });
}

function noFlows(projectDir: string): ProjectError {
  return new ProjectError("NO_FLOWS", {
    message: `The project in ${projectDir} has no compiled flow, so there is nothing to work on.`,
    fix: 'Write one, for example welcome.ts with `export default send("hi", ...)`, and run `flow compile`.',
  });
}
