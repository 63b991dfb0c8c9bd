import type { NodeId } from "../../nodes/node-id.js";
import type { WaitNode } from "../../nodes/wait.js";
import type { FlowGraph } from "../find-node.js";
import type { GraphProblem } from "../graph-problem.js";

/** The outcome of the deadline, so that no event that is an outcome itself may have the name. */
const TAKEN_BY_DEADLINE = ["timeout"];

/** The outcomes of a wait in which people decide, too. */
const TAKEN_BY_PEOPLE = ["approved", "rejected"];

/** A wait can end, each of its arms is an outcome that it can have, and no two outcomes have one name. */
export function waitsEnd(flow: FlowGraph): readonly GraphProblem[] {
  return Object.entries(flow.nodes).flatMap(([id, node]) => (node.kind === "wait" ? waitProblems(id, node) : []));
}

function waitProblems(id: NodeId, wait: WaitNode): readonly GraphProblem[] {
  const say = (path: readonly (string | number)[], message: string): GraphProblem => ({
    node: id,
    path: ["nodes", id, ...path],
    message,
  });
  const { until, events, approval, restartOn, need } = wait;
  if (until === null && events.length === 0 && approval === null) {
    return [say([], "it has neither a deadline, nor events, nor an approval, and so could never end")];
  }
  const outcomes = outcomesOf(wait);
  const arms = Object.keys(wait.arms)
    .filter(arm => !outcomes.has(arm))
    .map(arm => say(["arms", arm], `it can end as ${[...outcomes].join(", ")}, and never as "${arm}"`));
  const restarts = restartOn.length > 0 && until?.type !== "duration";
  const lonely = need === "all" && events.length === 0;
  return [
    ...arms,
    ...nameProblems(wait).map(([index, message]) => say(["events", index, "name"], message)),
    ...(restarts ? [say(["restartOn"], "only a deadline that is a duration can start over")] : []),
    ...(lonely ? [say(["need"], "it needs all of no events")] : []),
  ];
}

function nameProblems({ events, approval, need }: WaitNode): readonly (readonly [number, string])[] {
  const taken = [...(need === "all" ? [] : TAKEN_BY_DEADLINE), ...(approval === null ? [] : TAKEN_BY_PEOPLE)];
  const names = new Set<string>();
  return events.flatMap(({ name }, index) => {
    const isKnown = names.has(name);
    names.add(name);
    if (taken.includes(name)) return [[index, `the name "${name}" has a meaning of its own`]];
    return isKnown ? [[index, `another event of this wait is called "${name}"`]] : [];
  });
}

/** What a wait can come to. */
function outcomesOf({ until, events, approval, need }: WaitNode): ReadonlySet<string> {
  const isPause = events.length === 0 && approval === null;
  const ofDeadline = isPause ? "due" : "timeout";
  return new Set([
    ...(approval === null ? [] : ["approved", "rejected"]),
    ...(need === "all" ? ["all"] : events.map(({ name }) => name)),
    ...(until === null ? [] : [ofDeadline]),
    ...(isPause && until?.type === "instant" ? ["missing"] : []),
    ...(isPause && until?.type === "instant" && until.maxLatenessMs !== null ? ["late"] : []),
  ]);
}
