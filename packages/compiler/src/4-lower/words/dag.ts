import type { ForkNode, JoinNode, NodeId } from "@flowline/ir";
import { type DagFailure, failureOf } from "../dag/failure-of.js";
import { afterDag, environmentOf } from "../dag/known-tasks.js";
import { type PlacedTask, placeTask } from "../dag/place-task.js";
import { type DagTask, readDag } from "../dag/read-dag.js";
import type { Environment } from "../environment.js";
import type { Call, Placed } from "../flow-scope.js";
import type { PlacedNode } from "../place/block.js";

import { madeMeta, metaOf } from "../place/node-meta.js";
import { type Position, unnamed } from "../place/position.js";

/** `dag(d => d.do("a", ...).do("b", { after: "a" }, ...))`: tasks that begin when those before them have come to something. */
export function placeDag(call: Call, at: Position): Placed {
  const { id, after } = unnamed(at, "dag");
  const tasks = readDag(call);
  const known = new Map<string, Environment>();
  const placed = new Map<string, PlacedTask>();
  for (const task of tasks) {
    const children = tasks.filter(({ parents }) => parents.includes(task.name));
    const inside = { ...at, environment: environmentOf(task, known, at.environment) };
    const one = placeTask(task, inside, { children, join: `${id}.join` });
    known.set(task.name, one.environment);
    placed.set(task.name, one);
  }
  const failure = failureOf({ id, at, tasks, placed });
  const block = dagBlock(call, { id, at, tasks, placed, failure });
  return { block, after: { ...after, environment: afterDag(tasks, known, at.environment) }, ends: false };
}

interface DagPlan {
  readonly id: NodeId;
  readonly at: Position;
  readonly tasks: readonly DagTask[];
  readonly placed: ReadonlyMap<string, PlacedTask>;
  readonly failure: DagFailure;
}

function dagBlock(call: Call, { id, at, tasks, placed, failure }: DagPlan): Placed["block"] {
  const join = `${id}.join`;
  const entryOf = (task: DagTask): NodeId => placed.get(task.name)?.entry ?? join;
  const leaves = tasks.filter(({ name }) => !tasks.some(({ parents }) => parents.includes(name)));
  const meta = metaOf(call, at, `dag ${tasks.map(({ name }) => name).join(", ")}`);
  return {
    entry: next => (tasks.length === 0 ? next : id),
    emit: (next, nodes) => {
      if (tasks.length === 0) return;
      const roots = tasks.filter(({ parents }) => parents.length === 0);
      const arms = roots.map(task => ({ name: task.name, next: entryOf(task) }));
      const fork: ForkNode = { kind: "fork", arms, join, opens: true };
      nodes.push({ id, node: fork, meta, isNamed: false });
      for (const task of tasks) nodes.push(...(placed.get(task.name)?.nodes(entryOf) ?? []));
      nodes.push(joinOf({ id: join, at, expects: leaves.length, next: failure.entry }), ...failure.nodes(next));
    },
  };
}

function joinOf({ id, at, expects, next }: { id: NodeId; at: Position; expects: number; next: NodeId }): PlacedNode {
  const node: JoinNode = { kind: "join", expects, need: expects, closes: true, armError: "fail", out: null, next };
  return { id, node, meta: madeMeta(at, "join", "all tasks"), isNamed: false };
}
