import { number } from "./flow-parts.js";
import { idIn, type Lowering, type Place } from "./lowering.js";
import { innerBlocks } from "./name-program.js";
import type { DagStatement } from "./program.js";

/** A task with several parents begins with a join, one with several children ends with a fork, as the semantics page says. */
export function lowerDag(lowering: Lowering, statement: DagStatement, { next, own }: Place): string {
  const id = idIn(lowering, statement);
  const { nodes } = lowering;
  const join = `${id}.join`;
  const { tasks } = statement;
  const parents = tasks.map(({ after }, index) =>
    tasks.slice(0, index).flatMap((_, at) => ((after >> at) & 1 ? [at] : [])),
  );
  const children = tasks.map((_, index) => tasks.flatMap((_task, at) => (parents[at]?.includes(index) ? [at] : [])));
  const entries: string[] = [];
  // Children first: a task's last node must know where they begin.
  for (const [index, task] of [...tasks.entries()].reverse()) {
    const name = idIn(lowering, task);
    const followers = (children[index] ?? []).map(child => entries[child] ?? join);
    let after = followers[0] ?? join;
    if (followers.length > 1) {
      after = `${name}.fork`;
      const arms = followers.map((follower, arm) => ({ name: `${arm}`, next: follower }));
      nodes.set(after, { kind: "fork", arms, join, opens: false });
    }
    const [body, scope] = innerBlocks(statement, id, own)[index] ?? [[], own];
    nodes.set(name, {
      kind: "decide",
      cases: [
        {
          name: "yes",
          when: { op: "truthy", of: number(index) },
          next: lowering.block(body, { next: after, own: scope }),
        },
      ],
      otherwise: after,
      guards: null,
      out: null,
    });
    entries[index] = name;
    const expects = parents[index]?.length ?? 0;
    if (expects > 1) {
      entries[index] = `${name}.join`;
      nodes.set(`${name}.join`, {
        kind: "join",
        expects,
        need: expects,
        closes: false,
        armError: "fail",
        out: null,
        next: name,
      });
    }
  }
  const expects = children.filter(all => all.length === 0).length;
  nodes.set(join, { kind: "join", expects, need: expects, closes: true, armError: "fail", out: null, next });
  const roots = tasks.flatMap((task, index) =>
    parents[index]?.length === 0 ? [[task.name, entries[index] ?? join] as const] : [],
  );
  nodes.set(id, { kind: "fork", arms: roots.map(([name, entry]) => ({ name, next: entry })), join, opens: true });
  return id;
}
