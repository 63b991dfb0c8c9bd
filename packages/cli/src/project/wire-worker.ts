import type { ProjectIr, SmtpChannelIr } from "@flowline/ir";
import { createSendHandler, createSmtpProvider, loadMessages, type MessageLibrary } from "@flowline/messages";
import { createWorker, type Worker, type WorkerEvent } from "@flowline/runtime";
import { CommandError } from "../output/command-error.js";
import { exitCodes } from "../output/exit-codes.js";
import type { CompiledProject } from "./compiled-project.js";
import { readSetting, settingName } from "./read-setting.js";

/*
 * The one place where a project becomes a worker: compiled project -> settings from the environment -> messages and mail
 * server -> handler -> worker. `flow worker` and `flow dev` differ in what they pass, not in how it is put together.
 */

/** What a worker of a project is made of. */
export interface WorkerParts {
  readonly compiled: CompiledProject;
  readonly database: string;
  /** The mail server; without it, the one that the project names. */
  readonly smtpUrl?: string;
  /** Asked anew for each send. Default: the messages as they are now. */
  readonly library?: MessageLibrary;
  readonly tuning: WorkerTuning;
  readonly log: (event: WorkerEvent) => void;
}

/** How a worker works; what is absent has the runtime's default. */
export interface WorkerTuning {
  readonly leaseMs?: number;
  readonly concurrency?: number;
  readonly batch?: number;
  readonly audienceMs?: number;
}

/** A worker with the connections that it owns. */
export interface WiredWorker {
  start(): Promise<void>;
  /** Stops the worker, then hangs up on the mail server. */
  stop(): Promise<void>;
}

/** Puts a project's worker together. Nothing happens before `start()`. */
export async function wireWorker(parts: WorkerParts): Promise<WiredWorker> {
  const { compiled, tuning, log } = parts;
  const { project, projectDir, flows } = compiled;
  if (flows.length === 0) throw noFlows(projectDir);
  const channel = getChannel(project);
  const provider = createSmtpProvider({
    url: parts.smtpUrl ?? smtpUrlOf(channel),
    from: channel.from,
    connections: Math.min(20, tuning.concurrency ?? 5),
  });
  const library = parts.library ?? (await loadMessages(projectDir, project.messages));
  const worker: Worker = createWorker({
    database: parts.database,
    flows: flows.map(flow => flow.flow),
    handlers: { send: createSendHandler({ library, provider }) },
    log,
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
  throw new CommandError({
    code: "NO_CHANNEL",
    message: "This project has no channel for mail, so its messages cannot be sent.",
    fix: 'Add channels: { email: smtp({ url: env("SMTP_URL"), from: "..." }) } to flow.config.ts, and run `flow compile`.',
    exitCode: exitCodes.usage,
  });
}

function smtpUrlOf(channel: SmtpChannelIr): string {
  const url = readSetting(channel.url);
  if (url !== undefined) return url;
  const name = settingName(channel.url);
  throw new CommandError({
    code: "NO_MAIL_SERVER",
    message: `${name} is not set, so there is no mail server to send through.`,
    fix: `Set it: ${name}=smtp://user:password@host:port. While \`flow dev\` runs, it prints the address of its own.`,
    exitCode: exitCodes.usage,
  });
}

function noFlows(projectDir: string): CommandError {
  return new CommandError({
    code: "NO_FLOWS",
    message: `The project in ${projectDir} has no compiled flow, so there is nothing to work on.`,
    fix: 'Write one, for example welcome.ts with `export default send("hi", ...)`, and run `flow compile`.',
    exitCode: exitCodes.usage,
  });
}
