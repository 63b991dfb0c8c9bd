import type { AssignNode, JoinNode, KernelNode, NodeId, StepNode, WaitNode } from "@flowline/ir";
import type { Environment } from "../environment.js";
import type { PlacedNode } from "../place/block.js";
import { deadlineOf, isCalendar } from "../place/deadline.js";
import { matchOf, questionOf } from "../place/event-match.js";
import { type Given, memberOf, membersOf } from "../place/given.js";
import { declare, knowStep, stepVariable } from "../place/known.js";
import { madeMeta, metaOf } from "../place/node-meta.js";
import { named, type Position } from "../place/position.js";
import type { StepPlan } from "../place/step.js";
import { WAIT } from "../place/wait.js";
import { planDo } from "../words/do.js";
import { isEventName } from "../words/event-name.js";
import { readEntries } from "../words/first-of.js";
import { planHttp } from "../words/http.js";
import { planSend } from "../words/send.js";
import { gateOf, statusOf } from "./gate.js";
import type { DagTask } from "./read-dag.js";

/** A task in its place. */
export interface PlacedTask {
  /** The step's own id. */
  readonly id: NodeId;
  readonly entry: NodeId;
  /** What is known when the task has run. */
  readonly environment: Environment;
  readonly nodes: (entryOf: (task: DagTask) => NodeId) => readonly PlacedNode[];
}

interface TaskPlace {
  /** The tasks that name this one as a parent. */
  readonly children: readonly DagTask[];
  /** Where the dag ends. */
  readonly join: NodeId;
}

/**
 * A task: a join of its parents, a decide whether it runs, a wait, the step, and what became of it. Whatever that is, each child
 * gets a cursor.
 */
export function placeTask(task: DagTask, at: Position, place: TaskPlace): PlacedTask {
  const { call, name, parents } = task;
  const { id, after } = named(at, name);
  const plan = planOf(task, at);
  const gate = gateOf(task, at, id);
  const wait = waitOf(task, at);
  const ids = idsOf(id, { hasJoin: parents.length > 1, hasGate: gate !== null, hasWait: wait !== null });
  const status = statusOf(at, name);
  declare(call.scope, status, { scalar: "text", nullable: false });
  const known = knowStep(after, call.scope, { ...plan, name, span: call.span });
  const made = (label: string) => madeMeta(at, "guard", label, call.span);
  const nodes: PlacedTask["nodes"] = entryOf => {
    const next = place.children.length > 1 ? `${id}.children` : oneOf(place, entryOf);
    const became = (what: string): PlacedNode => {
      const set = [
        { variable: status, value: { op: "literal", type: { scalar: "text", nullable: false }, value: what } },
      ] as const;
      const node: AssignNode = { kind: "assign", set, emit: [], next };
      return { id: `${id}.${what}`, node, meta: made(what), isNamed: false };
    };
    const targets = { run: ids.wait, skip: `${id}.skipped`, cancel: `${id}.canceled` };
    const decide = gate?.(targets);
    const reached = new Set(decide === undefined ? [] : [...decide.cases.map(one => one.next), decide.otherwise]);
    const step: StepNode = {
      kind: "step",
      out: stepVariable(at, name),
      ...plan.node,
      failed: `${id}.failed`,
      next: `${id}.ran`,
    };
    return [
      ...(parents.length > 1
        ? [plain(ids.entry, joinOf(parents.length, ids.gate), madeMeta(at, "join", "all parents"))]
        : []),
      ...(decide === undefined ? [] : [plain(ids.gate, decide, made(`whether ${name} runs`))]),
      ...(wait === null
        ? []
        : [plain(ids.wait, { ...wait, next: id }, { ...made(`wait before ${name}`), word: "waitFor" })]),
      { id, node: step, meta: metaOf(call, at, plan.label), isNamed: true },
      became("ran"),
      became("failed"),
      ...["skipped", "canceled"].filter(what => reached.has(`${id}.${what}`)).map(became),
      ...(place.children.length > 1 ? [plain(`${id}.children`, forkOf(place, entryOf), made("children"))] : []),
    ];
  };
  return { id, entry: ids.entry, environment: known.environment, nodes };
}

function oneOf({ children: [child], join }: TaskPlace, entryOf: (task: DagTask) => NodeId): NodeId {
  return child === undefined ? join : entryOf(child);
}

function forkOf({ children, join }: TaskPlace, entryOf: (task: DagTask) => NodeId): KernelNode {
  return {
    kind: "fork",
    arms: children.map(child => ({ name: child.name, next: entryOf(child) })),
    join,
    opens: false,
  };
}

function joinOf(expects: number, next: NodeId): JoinNode {
  return { kind: "join", expects, need: expects, closes: false, armError: "fail", out: null, next };
}

function plain(id: NodeId, node: KernelNode, meta: PlacedNode["meta"]): PlacedNode {
  return { id, node, meta, isNamed: false };
}

/** The first of its nodes that a task has stands for those before it. */
function idsOf(
  id: NodeId,
  { hasJoin, hasGate, hasWait }: { readonly hasJoin: boolean; readonly hasGate: boolean; readonly hasWait: boolean },
): { readonly entry: NodeId; readonly gate: NodeId; readonly wait: NodeId } {
  const wait = hasWait ? `${id}.wait` : id;
  const gate = hasGate ? `${id}.if` : wait;
  return { entry: hasJoin ? `${id}.parents` : gate, gate, wait };
}

function planOf(task: DagTask, at: Position): StepPlan {
  const { call, options, handler } = task;
  switch (call.link.word) {
    case "http":
      return planHttp(call, at, { options, statuses: [] });
    case "send":
      return planSend(call, at, { options, guard: null });
    default:
      return planDo(call, at, { options, handler });
  }
}

/** `waitFor`: a duration, an event, or the first of several. */
function waitOf({ call, options }: DagTask, at: Position): Omit<WaitNode, "next"> | null {
  const given = options.get("waitFor");
  if (given === null) return null;
  return { ...WAIT, ...termsOf({ call, given, at }), out: null, arms: {} };
}

function termsOf({
  call,
  given,
  at,
}: {
  readonly call: DagTask["call"];
  readonly given: Given;
  readonly at: Position;
}) {
  if (isEventName(call, given)) {
    const match = matchOf(call, questionOf(call, given), at);
    return { until: null, events: match === null ? [] : [{ name: "got", ...match }] };
  }
  if (isCalendar(given) || membersOf(given) === null) return { until: deadlineOf(call, given), events: [] };
  const isOne = memberOf(given, "event") !== null;
  const entries = isOne
    ? [{ key: "got", question: questionOf(call, given), until: null }]
    : readEntries(call, given, at);
  const events = entries.flatMap(({ key, question }) => {
    const match = question === null ? null : matchOf(call, question, at);
    return match === null ? [] : [{ name: key, ...match }];
  });
  return { until: entries.find(({ question }) => question === null)?.until ?? null, events };
}
