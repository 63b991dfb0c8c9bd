import type { DecideCase, NodeId } from "@flowline/ir";
import type { PlacedNode } from "../place/block.js";
import { madeMeta } from "../place/node-meta.js";
import type { Position } from "../place/position.js";
import { anyOf, both, not } from "./gate.js";
import type { PlacedTask } from "./place-task.js";
import type { DagTask } from "./read-dag.js";

/** What decides, when all tasks are over, whether the dag has failed. */
export interface DagFailure {
  readonly entry: NodeId;
  readonly nodes: (next: NodeId) => readonly PlacedNode[];
}

interface Plan {
  readonly id: NodeId;
  readonly at: Position;
  readonly tasks: readonly DagTask[];
  readonly placed: ReadonlyMap<string, PlacedTask>;
}

/** The first task that failed, and that no child took up by `ifFailed: "run"`, makes the dag fail with its error. */
export function failureOf({ id, at, tasks, placed }: Plan): DagFailure {
  const entry = `${id}.failed`;
  const raising = tasks.flatMap(task => {
    const failed = anyOf(at, [task.name], ["failed"]);
    const error = placed.get(task.name);
    if (failed === null || error === undefined) return [];
    const rescuers = tasks.filter(({ parents, ifFailed }) => ifFailed === "run" && parents.includes(task.name));
    const rescued = anyOf(
      at,
      rescuers.map(({ name }) => name),
      ["ran", "failed"],
    );
    const when = rescued === null ? failed : both(failed, not(rescued));
    return [{ name: task.name, when, next: `${entry}.${task.name}`, raise: `error.${error.id}` }];
  });
  const made = (label: string) => madeMeta(at, "guard", label);
  return {
    entry,
    nodes: next => [
      {
        id: entry,
        meta: made("whether a task failed"),
        isNamed: false,
        node: {
          kind: "decide",
          cases: raising.map(({ name, when, next: to }): DecideCase => ({ name, when, next: to })),
          otherwise: next,
          guards: null,
          out: null,
        },
      },
      ...raising.map(
        ({ name, next: own, raise }): PlacedNode => ({
          id: own,
          meta: made(`${name} failed`),
          isNamed: false,
          node: { kind: "exit", reason: `${name} failed`, raise },
        }),
      ),
    ],
  };
}
