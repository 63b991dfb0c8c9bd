import { Database } from "../postgres/database.js";
import { findInstallation } from "../postgres/installation.js";
import { Listener } from "../postgres/listener.js";
import { createAudience } from "../services/audience.js";
import { Duty } from "../services/duty.js";
import { createMaintenance } from "../services/maintenance.js";
import { createRescuer } from "../services/rescuer.js";
import { Appetite } from "./appetite.js";
import { Backoff } from "./backoff.js";
import { Committer } from "./committer.js";
import { Executor } from "./executor.js";
import { Lease } from "./lease.js";
import { Pump, type PumpParts } from "./pump.js";
import { RouteTable } from "./route-table.js";
import { Versions } from "./versions.js";
import { Wakeup } from "./wakeup.js";
import { type ResolvedWorkerOptions, resolveWorkerOptions, type Worker, type WorkerOptions } from "./worker-options.js";

/** A worker that serves the given flows on one database. Nothing happens before `start()`. */
export function createWorker(options: WorkerOptions): Worker {
  return new PumpingWorker(resolveWorkerOptions(options));
}

const LEAST_REPLY_MS = 1_000;
/** Between two tries of a worker that is being stopped. */
const LAST_PAUSE_MS = 200;

/**
 * Life of a worker: it waits for the database, registers, and turns the pump until it is stopped. When its lease is lost
 * (the process slept, the database was away) it commits what it still can under the old identity, forgets the rest and
 * registers anew. Everything that fails outside a body is logged, paused upon and tried again.
 */
class PumpingWorker implements Worker {
  readonly #options: ResolvedWorkerOptions;
  readonly #database: Database;
  readonly #lease: Lease;
  readonly #routes: RouteTable;
  readonly #wakeup = new Wakeup();
  readonly #listener: Listener;
  readonly #duties: readonly Duty[];
  readonly #audience: Duty;
  readonly #versions: Versions;
  #pump: Pump | undefined;
  #running: Promise<void> | undefined;
  #stopped: Promise<void> | undefined;
  #stopping = false;
  #routesAreOld = true;
  #executor: Executor | undefined;
  #lookAgain: NodeJS.Timeout | undefined;

  constructor(options: ResolvedWorkerOptions) {
    this.#options = options;
    const { log } = options;
    this.#database = new Database({
      connectionString: options.database,
      schema: options.schema,
      applicationName: "flowline-worker",
      // A reply that takes longer than the lease comes too late for whatever it was about.
      replyMs: Math.max(options.leaseMs, LEAST_REPLY_MS),
    });
    const database = this.#database;
    this.#versions = new Versions(database);
    this.#lease = new Lease(database, options.leaseMs);
    this.#routes = new RouteTable(database, options.flows, options.handlers.send);
    this.#listener = new Listener(database, what => this.#hear(what));
    this.#audience = createAudience({
      database,
      versions: this.#versions,
      flows: options.flows,
      everyMs: options.audienceMs,
      log,
    });
    this.#duties = [
      this.#audience,
      new Duty({ name: "heartbeat", everyMs: options.leaseMs / 3, log, round: () => this.#beat() }),
      createRescuer({ database, everyMs: options.leaseMs / 3, log, onRescued: () => this.#look() }),
      createMaintenance({ database, everyMs: 60_000, log }),
    ];
  }

  async start(): Promise<void> {
    let looked: () => void = () => undefined;
    const firstLook = new Promise<void>(resolve => {
      looked = resolve;
    });
    this.#running ??= this.#run(looked);
    await Promise.race([firstLook, this.#running]);
  }

  async stop(options?: { readonly graceMs?: number }): Promise<void> {
    if (this.#running !== undefined) {
      this.#stopped ??= this.#stop(options?.graceMs ?? 10_000);
      await this.#stopped;
    }
  }

  async #stop(graceMs: number): Promise<void> {
    this.#stopping = true;
    this.#pump?.stopClaiming();
    // What has not begun is given back; a body that begins now could outlast the grace.
    this.#executor?.close();
    this.#wakeup.ring();
    const grace = setTimeout(() => this.#lease.current?.abort.abort(), graceMs);
    await this.#running;
    clearTimeout(grace);
    clearTimeout(this.#lookAgain);
    await Promise.all(this.#duties.map(duty => duty.stop()));
    await this.#listener.close();
    await this.#farewell();
    await this.#database.close();
    this.#options.log({ level: "info", event: "worker.stopped", message: "the worker has stopped", facts: {} });
  }

  async #run(looked: () => void): Promise<void> {
    const backoff = new Backoff();
    let lost = false;
    while (!this.#isDone()) {
      try {
        const pump = await this.#ready();
        if (lost) {
          lost = false;
          this.#options.log({
            level: "info",
            event: "database.back",
            message: "the database answers again",
            facts: {},
          });
        }
        await this.#turns(pump, looked);
        backoff.reset();
      } catch (error) {
        this.#pump?.doubt();
        lost = this.#report(error) || lost;
        await this.#pause(backoff.next());
      }
    }
  }

  /** Waits, unless the worker is being stopped meanwhile. One that stops already does not spin either. */
  async #pause(ms: number): Promise<void> {
    const stopping = this.#stopping;
    const until = performance.now() + (stopping ? Math.min(ms, LAST_PAUSE_MS) : ms);
    while (this.#stopping === stopping && performance.now() < until) {
      await this.#wakeup.wait(until - performance.now());
    }
  }

  /** Turns until there is nothing to do, then sleeps until something is. */
  async #turns(pump: Pump, looked: () => void): Promise<void> {
    await pump.turn();
    looked();
    // Bodies that end in this same moment join the next commit.
    await new Promise(resolve => setImmediate(resolve));
    if (pump.busy || this.#isDone()) {
      return;
    }
    const lookMs = this.#stopping ? 50 : await pump.nextLookMs();
    this.#lookAgain = setTimeout(() => this.#look(), lookMs);
    await this.#wakeup.wait(this.#options.pollMs);
    clearTimeout(this.#lookAgain);
  }

  #isDone(): boolean {
    const idle = this.#pump === undefined || (!this.#pump.busy && (this.#executor?.running ?? 0) === 0);
    return this.#stopping && (idle || this.#lease.current?.abort.signal.aborted !== false);
  }

  /** A pump whose identity is alive, with routes that are up to date. */
  async #ready(): Promise<Pump> {
    if (this.#routesAreOld) {
      await this.#refreshRoutes();
    }
    const alive = this.#lease.current;
    if (this.#pump !== undefined && alive !== undefined) {
      return this.#pump;
    }
    if (this.#pump !== undefined) {
      await this.#loseIdentity(this.#pump);
    }
    return this.#register();
  }

  async #register(): Promise<Pump> {
    const installation = await findInstallation(this.#database);
    const identity = await this.#lease.register();
    const executor = new Executor({
      handler: this.#options.handlers.send,
      concurrency: this.#options.concurrency,
      installation,
      onArrival: arrival => {
        pump.arrive(arrival);
        this.#wakeup.ring();
      },
    });
    const parts: PumpParts = {
      database: this.#database,
      committer: new Committer(this.#database),
      executor,
      routes: this.#routes,
      versions: this.#versions,
      appetite: new Appetite({ least: this.#options.concurrency, most: this.#options.batch }),
      batch: this.#options.batch,
      pollMs: this.#options.pollMs,
    };
    const pump = new Pump(parts, identity);
    this.#pump = pump;
    this.#executor = executor;
    if (this.#running !== undefined) {
      for (const duty of this.#duties) {
        duty.start();
      }
      await this.#listener.open();
    }
    const message = `worker ${identity.uuid} serves ${this.#options.flows.join(", ")}`;
    this.#options.log({ level: "info", event: "worker.started", message, facts: { worker: identity.uuid } });
    return pump;
  }

  async #loseIdentity(pump: Pump): Promise<void> {
    const message = "the lease is over: what was in flight may be repeated by another worker; registering anew";
    this.#options.log({ level: "warn", event: "lease.lost", message, facts: { holding: pump.holding } });
    pump.stopClaiming();
    this.#executor?.close();
    do {
      await pump.turn();
    } while (pump.busy);
    this.#pump = undefined;
  }

  async #beat(): Promise<void> {
    if (this.#pump === undefined) {
      return;
    }
    if (await this.#lease.renew()) {
      this.#pump.doubt();
    }
    // The bell that tells of a deploy is a hint: without it the routes are read again here.
    this.#routesAreOld = true;
    this.#wakeup.ring();
  }

  async #refreshRoutes(): Promise<void> {
    this.#routesAreOld = false;
    try {
      for (const step of await this.#routes.refresh()) {
        const message = `${step.flow}: nobody here serves ${step.nodeId}: ${step.reason}`;
        const facts = { flow: step.flow, node: step.nodeId };
        this.#options.log({ level: "warn", event: "step.unserved", message, facts });
      }
    } catch (error) {
      this.#routesAreOld = true;
      throw error;
    }
  }

  #look(): void {
    this.#pump?.wake();
    this.#wakeup.ring();
  }

  #hear(what: string): void {
    if (what === "deploy") {
      this.#routesAreOld = true;
      this.#audience.hurry();
    }
    this.#pump?.hint();
    this.#wakeup.ring();
  }

  /** Gives back what is held. If the database is away, the lease will run out by itself. */
  async #farewell(): Promise<void> {
    try {
      await this.#pump?.releaseAll();
      await this.#lease.end();
    } catch (error) {
      this.#report(error);
    }
  }

  /** Logs it; true when the database is what is missing. */
  #report(error: unknown): boolean {
    const message = error instanceof Error ? error.message : String(error);
    const lost = error instanceof Error && "code" in error && error.code === "DATABASE_UNREACHABLE";
    const event = lost ? "database.lost" : "worker.failed";
    this.#options.log({ level: lost ? "warn" : "error", event, message, facts: {} });
    return lost;
  }
}
