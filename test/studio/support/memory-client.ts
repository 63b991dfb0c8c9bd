import type { Client, ClockReading, FlowDetail, RunDetail, RunFilter } from "@flowline/runtime";

/** What a memory client holds; a test changes it and looks at the page. */
export interface MemoryWorld {
  flows: readonly FlowDetail[];
  runs: readonly RunDetail[];
  clock: ClockReading;
  /** Thrown by every question while it is set. */
  down: Error | null;
  /** The pushes that came through. */
  readonly pushes: number[];
}

/** A world with nothing in it, on 2 March 2026, whose clock may be pushed. */
export function emptyWorld(): MemoryWorld {
  const realTime = "2026-03-02T09:00:00.000Z";
  return {
    flows: [],
    runs: [],
    clock: { flowTime: realTime, realTime, offsetMs: 0, development: true },
    down: null,
    pushes: [],
  };
}

/** The runtime's client over plain values: for what the studio does with answers, whatever gave them. */
export function memoryClient(world: MemoryWorld): Client {
  const answer = async <T>(value: () => T): Promise<T> => {
    if (world.down !== null) {
      throw world.down;
    }
    return value();
  };
  const unused = (): never => {
    throw new Error("the studio has no business asking this");
  };
  return {
    migrate: unused,
    plan: unused,
    deploy: unused,
    enroll: unused,
    enableDevelopment: unused,
    close: unused,
    listFlows: () => answer(() => world.flows),
    findFlow: name => answer(() => world.flows.find(one => one.flow === name)),
    listRuns: filter => answer(() => ({ runs: world.runs.filter(run => matches(run, filter ?? {})), next: null })),
    findRun: id => answer(() => world.runs.find(one => one.runId === id)),
    clock: () => answer(() => world.clock),
    pushClock: byMs =>
      answer(() => {
        world.pushes.push(byMs);
        const flowTime = new Date(new Date(world.clock.flowTime).getTime() + byMs).toISOString();
        world.clock = { ...world.clock, flowTime, offsetMs: world.clock.offsetMs + byMs };
        return world.clock;
      }),
  };
}

function matches(run: RunDetail, { flow, state, subjectId }: RunFilter): boolean {
  return (
    (flow === undefined || run.flow === flow) &&
    (state === undefined || run.state === state) &&
    (subjectId === undefined || run.subjectId === subjectId)
  );
}
