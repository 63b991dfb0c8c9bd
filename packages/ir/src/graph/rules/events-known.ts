import type { FlowSemantics } from "../../flow.js";
import type { EventMatch } from "../../nodes/event-match.js";
import type { KernelNode } from "../../nodes/kernel-node.js";
import type { GraphProblem } from "../graph-problem.js";

type Path = GraphProblem["path"];

/** Every event that the flow names is in `events`, with the keys that are named, and about whom it must be about. */
export function eventsKnown(flow: FlowSemantics): readonly GraphProblem[] {
  const mentions = [...ofTrigger(flow), ...ofWatchers(flow), ...ofNodes(flow)];
  const named = new Set(mentions.map(({ event }) => event));
  const idle = Object.keys(flow.events)
    .filter(name => !named.has(name))
    .map(name => ({ node: null, path: ["events", name], message: "the flow neither takes nor emits this event" }));
  return [...mentions.flatMap(mention => problemsOf(flow, mention)), ...idle];
}

interface Mention {
  readonly node: string | null;
  readonly path: Path;
  readonly event: string;
  readonly keys: readonly string[];
  /** Whether it must be about the run's subject. */
  readonly isOwn: boolean;
}

function problemsOf(flow: FlowSemantics, { node, path, event, keys, isOwn }: Mention): readonly GraphProblem[] {
  const known = Object.hasOwn(flow.events, event) ? flow.events[event] : undefined;
  if (known === undefined) return [{ node, path: [...path, "event"], message: `"events" does not have "${event}"` }];
  const problems: GraphProblem[] = keys.flatMap((key, index) =>
    Object.hasOwn(known.keys, key)
      ? []
      : [{ node, path: [...path, "keys", index], message: `the event "${event}" has no key "${key}"` }],
  );
  const subject = flow.subject?.name ?? null;
  if (path[0] !== "trigger") problems.push(...strangeKeys(flow, keys, { node, path }));
  if (!isOwn || (subject !== null && subject === known.subject)) return problems;
  const [event_, run] = [known.subject, subject].map(name => (name === null ? "nobody" : `a ${name}`));
  const message = `the event "${event}" is about ${event_}, the run is about ${run}: it would match nothing`;
  return [...problems, { node, path: [...path, "from"], message }];
}

/** A key that the run does not have equals nothing. */
function strangeKeys(
  { trigger }: FlowSemantics,
  keys: readonly string[],
  { node, path }: Pick<GraphProblem, "node" | "path">,
): readonly GraphProblem[] {
  const own = new Set(trigger.type === "event" ? trigger.keys : []);
  return keys.flatMap((key, index) =>
    own.has(key) ? [] : [{ node, path: [...path, "keys", index], message: `the run has no key "${key}"` }],
  );
}

function ofMatch({ event, keys, from }: EventMatch, node: string | null, path: Path): Mention {
  return { node, path, event, keys, isOwn: from === "subject" };
}

function ofTrigger({ trigger }: FlowSemantics): readonly Mention[] {
  if (trigger.type !== "event") return [];
  return [{ node: null, path: ["trigger"], event: trigger.event, keys: trigger.keys, isOwn: false }];
}

function ofWatchers({ watchers }: FlowSemantics): readonly Mention[] {
  return watchers.flatMap(({ on }, index) =>
    on.type === "event" ? [ofMatch(on.match, null, ["watchers", index, "on", "match"])] : [],
  );
}

function ofNodes({ nodes }: FlowSemantics): readonly Mention[] {
  return Object.entries(nodes).flatMap(([id, node]) => ofNode(id, node));
}

function ofNode(id: string, node: KernelNode): readonly Mention[] {
  if (node.kind === "assign") {
    return node.emit.map(({ event }, index) => ({
      node: id,
      path: ["nodes", id, "emit", index],
      event,
      keys: [],
      isOwn: false,
    }));
  }
  if (node.kind !== "wait") return [];
  const lists = [["events", node.events] as const, ["restartOn", node.restartOn] as const];
  return lists.flatMap(([member, matches]) =>
    matches.map((match, index) => ofMatch(match, id, ["nodes", id, member, index])),
  );
}
