import { formatDiagnostics, writeIr } from "@flowline/compiler";
import type { Diagnostic, FlowIr, ProjectIr } from "@flowline/ir";
import { loadMessages, type MessageLibrary } from "@flowline/messages";
import type { Client, WorkerEvent } from "@flowline/runtime";
import { createProjectWorker, type ProjectWorker } from "flowline/worker";
import { errorText } from "../output/describe-error.js";
import type { Terminal } from "../output/terminal.js";
import { devSqlFile, makeDevTables } from "../postgres/make-dev-tables.js";
import { createProjectCompiler, hasErrors, type ProjectCompiler } from "../project/compile-project.js";

/** Options of `DevSession`. */
export interface DevSessionOptions {
  readonly projectDir: string;
  readonly databaseUrl: string;
  /** Whether the database is the one that we run: only there may dev.sql make tables. */
  readonly ownDatabase: boolean;
  /** Where mail goes; null for the project's own mail server. */
  readonly smtpUrl: string | null;
  readonly client: Client;
  readonly terminal: Terminal;
}

/** A new row is noticed while its author still looks at the screen. */
const audienceMs = 2_000;
/** Somebody creates the missing table, or starts the database again. */
const retryMs = 3_000;

/**
 * The life of `flow dev`: source -> compiled -> deployed -> worked on, again at every change. One round at a time; changes
 * that come during a round are one more round. Whatever fails leaves the last good version running.
 */
export class DevSession {
  readonly #options: DevSessionOptions;
  readonly #compiler: ProjectCompiler;
  #diagnostics: readonly Diagnostic[] = [];
  #library: MessageLibrary | undefined;
  #worker: ProjectWorker | undefined;
  /** What the running worker was made from: another list of flows or another project needs another worker. */
  #workerKey = "";
  #round: Promise<void> | undefined;
  #again = false;
  #stopped = false;
  #retry: NodeJS.Timeout | undefined;
  #lastError = "";
  /** Rounds that ended well. */
  #applied = 0;

  constructor(options: DevSessionOptions) {
    this.#options = options;
    this.#compiler = createProjectCompiler(options.projectDir);
  }

  /** What the compiler found in the present source. */
  get diagnostics(): readonly Diagnostic[] {
    return this.#diagnostics;
  }

  /** Brings what runs up to the source. Never rejects: what is wrong is said, and tried again where that can help. */
  async refresh(): Promise<void> {
    if (this.#round !== undefined) {
      this.#again = true;
      return await this.#round;
    }
    this.#round = this.#rounds();
    await this.#round;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#retry);
    await this.#round;
    await this.#worker?.stop();
  }

  async #rounds(): Promise<void> {
    try {
      do {
        this.#again = false;
        await this.#bringUp();
      } while (this.#again && !this.#stopped);
    } finally {
      this.#round = undefined;
    }
  }

  async #bringUp(): Promise<void> {
    clearTimeout(this.#retry);
    try {
      const { project, flows } = await this.#compile();
      if (project === undefined) return;
      await this.#makeTables(project);
      await this.#deploy(flows);
      await this.#serve(project, flows);
      this.#lastError = "";
      this.#acknowledge();
    } catch (error) {
      this.#complain(error);
    }
  }

  /** Whoever saves something wants to know that it counts; at the start the block of addresses says it. */
  #acknowledge(): void {
    this.#applied += 1;
    if (this.#applied > 1) this.#options.terminal.event({ event: "applied" }, "saved  what you saved is what runs");
  }

  async #compile(): Promise<{ readonly project?: ProjectIr; readonly flows: readonly FlowIr[] }> {
    const { projectDir, terminal } = this.#options;
    const result = await this.#compiler.compile();
    const had = this.#diagnostics;
    this.#diagnostics = result.diagnostics;
    if (result.diagnostics.length > 0) {
      const text = formatDiagnostics(result.diagnostics, { format: "text", color: terminal.color, projectDir });
      const kept = hasErrors(result.diagnostics) ? "\nThe last good version goes on.\n" : "";
      terminal.event({ event: "findings", diagnostics: result.diagnostics }, `\n${text.trimEnd()}\n${kept}`);
    } else if (had.length > 0) {
      terminal.event({ event: "clean" }, "flow   no findings");
    }
    if (hasErrors(result.diagnostics) || result.project === null) return { flows: [] };
    await writeIr(result);
    return { project: result.project.ir, flows: result.flows.map(flow => flow.ir) };
  }

  async #makeTables(project: ProjectIr): Promise<void> {
    const { ownDatabase, databaseUrl, projectDir, terminal } = this.#options;
    if (!ownDatabase) return;
    const tables = Object.values(project.subjects).map(subject => subject.source.table);
    if (await makeDevTables({ url: databaseUrl, projectDir, tables })) {
      terminal.event({ event: "tables" }, `table  made ${tables.join(", ")} from ${devSqlFile}`);
    }
  }

  async #deploy(flows: readonly FlowIr[]): Promise<void> {
    const { client, terminal } = this.#options;
    for (const flow of flows) {
      const report = await client.deploy(flow, { existing: "backfill" });
      if (report.outcome === "unchanged") continue;
      const who = report.outcome === "created" ? `, ${report.existing} match its audience` : "";
      terminal.event({ event: "deployed", ...report }, `flow   ${flow.flow} ${report.outcome}${who}`);
    }
  }

  async #serve(project: ProjectIr, flows: readonly FlowIr[]): Promise<void> {
    const { projectDir, databaseUrl, smtpUrl } = this.#options;
    this.#library = await loadMessages(projectDir, project.messages);
    const key = JSON.stringify([project, flows.map(flow => flow.flow)]);
    if (key === this.#workerKey || this.#stopped) return;
    await this.#worker?.stop();
    this.#worker = undefined;
    this.#workerKey = "";
    if (flows.length === 0) return;
    this.#worker = await createProjectWorker({
      compiled: { projectDir, project, flows },
      database: databaseUrl,
      ...(smtpUrl === null ? {} : { smtpUrl }),
      library: this.#liveLibrary(this.#library),
      tuning: { audienceMs },
      log: event => this.#log(event),
    });
    this.#workerKey = key;
    await this.#worker.start();
  }

  /** A saved message is in the next mail, without a new worker. */
  #liveLibrary(first: MessageLibrary): MessageLibrary {
    const now = (): MessageLibrary => this.#library ?? first;
    return {
      get catalog() {
        return now().catalog;
      },
      find: name => now().find(name),
      findProblem: name => now().findProblem(name),
      render: (name, values) => now().render(name, values),
    };
  }

  #log(event: WorkerEvent): void {
    if (event.level === "info" && !this.#options.terminal.json) return;
    this.#options.terminal.event({ ...event }, `${event.level.padEnd(5)}  ${event.message}`);
  }

  /** Said once, however often it is tried. */
  #complain(error: unknown): void {
    const text = errorText(error);
    if (text !== this.#lastError) this.#options.terminal.event({ event: "error", message: text }, `\n${text}\n`);
    this.#lastError = text;
    if (!this.#stopped) this.#retry = setTimeout(() => void this.refresh(), retryMs).unref();
  }
}
