import type { Row } from "@flowline/ir";
import { advance } from "../engine/advance.js";
import { type Decision, type Facts, type Note, type Position, UNDECIDED } from "../engine/decision.js";
import { postpone } from "../engine/postpone.js";
import { HISTORY_KIND } from "../postgres/history-kind.js";
import type { Outcome, OutcomeNote } from "../postgres/sql/commit.js";
import type { SubjectSnapshot } from "../postgres/subject-reader.js";
import type { Arrival, HeldCursor } from "./held-cursor.js";
import { cleanText, errorText } from "./step-stimulus.js";
import type { LiveVersion } from "./versions.js";

/** What the engine decided for one cursor, and the row that will say so. */
export interface Decided {
  readonly cursor: HeldCursor;
  readonly outcome: Outcome;
  /** The values of the intent where the cursor goes on to a step. */
  readonly vars: Row;
}

/**
 * Turns arrivals into outcomes: asks the pure core, loads the subjects that it needs (all of one version in one query)
 * and asks again. A subject that cannot be read puts its cursor off, and holds up nobody else.
 */
export async function decideAll(
  arrivals: readonly Arrival[],
  serves: (route: number) => boolean,
): Promise<readonly Decided[]> {
  const decided: Decided[] = [];
  const asking = new Map<LiveVersion, { readonly arrival: Arrival; readonly position: Position }[]>();
  for (const arrival of arrivals) {
    const { cursor } = arrival;
    const position = { node: cursor.node, attempt: cursor.attempt, jitter: Math.random() };
    const decision = askCore(arrival, position, null);
    if (decision.kind === "needs subject") {
      const list = asking.get(cursor.version) ?? [];
      list.push({ arrival, position });
      asking.set(cursor.version, list);
    } else {
      decided.push(toDecided(cursor, decision, serves));
    }
  }
  for (const [version, list] of asking) {
    const snapshot = await loadSubjects(
      version,
      list.map(one => one.arrival.cursor.subjectId),
    );
    for (const { arrival, position } of list) {
      if (snapshot instanceof Error) {
        const { program } = version;
        const later = postpone(program, position, arrival.stimulus, cleanText(snapshot.message));
        decided.push(toDecided(arrival.cursor, later, serves));
      } else {
        decided.push(decideWith(snapshot, arrival, position, serves));
      }
    }
  }
  return decided;
}

async function loadSubjects(version: LiveVersion, ids: readonly string[]): Promise<SubjectSnapshot | Error> {
  try {
    return await (await version.subjects()).load(ids);
  } catch (error) {
    version.distrustSource();
    return error instanceof Error ? error : new Error(String(error));
  }
}

function decideWith(
  snapshot: SubjectSnapshot,
  arrival: Arrival,
  position: Position,
  serves: (route: number) => boolean,
): Decided {
  const { cursor } = arrival;
  const facts = { subject: snapshot.rows.get(cursor.subjectId) ?? null, nowMs: snapshot.nowMs };
  return toDecided(cursor, askCore(arrival, position, facts), serves);
}

/** A mistake of ours in one version must end its own run and no other. */
function askCore(arrival: Arrival, position: Position, facts: Facts | null): Decision {
  try {
    return advance(arrival.cursor.version.program, position, arrival.stimulus, facts);
  } catch (error) {
    const reason = `the engine could not decide: ${errorText(error)}`;
    return { kind: "end", state: "failed", reason, notes: [] };
  }
}

/** A result that cannot be written down must end its own run: the others of this turn are decided already. */
function toDecided(cursor: HeldCursor, decision: Decision, serves: (route: number) => boolean): Decided {
  try {
    return toOutcome(cursor, decision, serves);
  } catch (error) {
    const reason = `its result cannot be stored: ${errorText(error)}`;
    return toOutcome(cursor, { kind: "end", state: "failed", reason, notes: [] }, serves);
  }
}

function toOutcome(cursor: HeldCursor, decision: Decision, serves: (route: number) => boolean): Decided {
  if (decision.kind === "needs subject") {
    throw new Error("invariant: the core asked for a subject that it was given");
  }
  const shared = { ...base(cursor), notes: decision.notes.map(note => toRow(note, cursor.attempt)) };
  switch (decision.kind) {
    case "step": {
      const route = routeOf(cursor, decision.node);
      const verb = serves(route) ? "keep" : "park";
      const vars = writeIntent(decision.vars);
      return {
        cursor,
        vars: decision.vars,
        outcome: { ...shared, verb, node: decision.node, route, attempt: 1, vars },
      };
    }
    case "park": {
      const { node, delayMs } = decision;
      return {
        cursor,
        vars: {},
        outcome: { ...shared, verb: "park", node, route: routeOf(cursor, node), attempt: 1, delayMs, vars: "{}" },
      };
    }
    case "postpone": {
      const { node, attempt, delayMs, error } = decision;
      const vars = attempt === UNDECIDED ? "{}" : writeIntent(cursor.vars);
      const outcome = {
        ...shared,
        verb: "park",
        node,
        route: routeOf(cursor, node),
        attempt,
        delayMs,
        vars,
        error,
      } as const;
      return { cursor, vars: {}, outcome };
    }
    case "retry": {
      const { delayMs, error } = decision;
      const vars = writeIntent(cursor.vars);
      return {
        cursor,
        vars: cursor.vars,
        outcome: { ...shared, verb: "park", attempt: cursor.attempt + 1, delayMs, vars, error },
      };
    }
    case "end":
      return {
        cursor,
        vars: {},
        outcome: { ...shared, verb: "end", state: decision.state, reason: cleanText(decision.reason) },
      };
  }
}

function base(cursor: HeldCursor): Outcome {
  return {
    id: cursor.id,
    runId: cursor.runId,
    versionId: cursor.version.versionId,
    fence: cursor.fence,
    seq: cursor.seq,
    verb: "keep",
    node: cursor.node,
    route: routeOf(cursor, cursor.node),
    attempt: cursor.attempt,
    delayMs: 0,
    vars: "{}",
    error: null,
    state: null,
    reason: null,
    notes: [],
  };
}

function routeOf(cursor: HeldCursor, node: number): number {
  const route = cursor.version.routes[node];
  if (route === undefined) {
    throw new Error(`invariant: node number ${node} of version ${cursor.version.versionId} has no route`);
  }
  return route;
}

/** In the form that `readRow` reads: the numbers that JSON lacks are texts, as Postgres writes them. */
function writeIntent(vars: Row): string {
  return JSON.stringify(vars, (_, value: unknown) =>
    typeof value === "number" && !Number.isFinite(value) ? String(value) : value,
  );
}

/** An output says who got what. More than this is content, and history is no place for it. */
const LARGEST_NOTE = 1_000_000;

function toRow(note: Note, attempt: number): OutcomeNote {
  const data = note.data === null ? null : JSON.stringify(note.data);
  if (data !== null && data !== undefined && data.length > LARGEST_NOTE) {
    throw new Error(`it has ${data.length} characters, and at most ${LARGEST_NOTE} are kept`);
  }
  return { kind: HISTORY_KIND[note.kind], node: note.node, attempt, data };
}
