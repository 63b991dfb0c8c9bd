import { canonicalize } from "../canonical-json.js";
import type { FlowIr } from "../flow.js";
import type { Watcher } from "../watcher.js";
import type { FlowChange } from "./flow-change.js";

/** What differs in what a flow says of itself: trigger, subject, goals and exits, limits, events. */
export function diffSurroundings(before: FlowIr, after: FlowIr): readonly FlowChange[] {
  const flow = (changed: boolean, change: Omit<FlowChange, "node">): readonly FlowChange[] =>
    changed ? [{ ...change, node: null }] : [];
  return [
    ...flow(before.flow !== after.flow, {
      class: "mapping",
      what: `was called "${before.flow}"`,
      why: "Who has entered is remembered by the flow's name. Say whether it is the same flow.",
    }),
    ...flow(before.subject?.name !== after.subject?.name, {
      class: "incompatible",
      what: `is about ${named(after.subject)} and was about ${named(before.subject)}`,
      why: "Runs that are under way are about somebody else. They finish in the old version.",
    }),
    ...flow(differ(before.trigger, after.trigger), {
      class: "automatic",
      what: "the trigger changed",
      why: "It decides who enters from now on. Whoever has entered stays.",
    }),
    ...flow(differ(before.concurrency, after.concurrency), {
      class: "hot",
      what: "the limits of concurrency changed",
      why: "They hold from the next grant on.",
    }),
    ...flow((before.onError === null) !== (after.onError === null), {
      class: "automatic",
      what: after.onError === null ? "onError removed" : "onError added",
      why: "It is looked for when a run fails.",
    }),
    ...diffWatchers(before.watchers, after.watchers),
    ...diffEvents(before, after),
  ];
}

function diffWatchers(before: readonly Watcher[], after: readonly Watcher[]): readonly FlowChange[] {
  const names = [...new Set([...before, ...after].map(({ name }) => name))];
  return names.flatMap((name): readonly FlowChange[] => {
    const [old, now] = [before.find(one => one.name === name), after.find(one => one.name === name)];
    if (!differ(old ?? null, now ?? null)) return [];
    const verb = old === undefined ? "added" : now === undefined ? "removed" : "changed";
    const why = "Every run asks it at its next wake or step, also those that are under way.";
    return [{ class: "automatic", node: null, what: `the ${(now ?? old)?.kind} "${name}" ${verb}`, why }];
  });
}

function diffEvents(before: FlowIr, after: FlowIr): readonly FlowChange[] {
  return Object.entries(before.events).flatMap(([name, old]): readonly FlowChange[] => {
    const now = after.events[name];
    if (now === undefined || !differ(old, now)) return [];
    const identity = differ([old.subject, old.id, old.keys], [now.subject, now.id, now.keys]);
    if (identity) {
      const why = "Open waits were correlated in the old way. Keep them so, or open them anew.";
      return [{ class: "mapping", node: null, what: `the event "${name}" is correlated differently`, why }];
    }
    const why = "Events that have arrived keep the payload that they came with.";
    return [{ class: "automatic", node: null, what: `the payload of the event "${name}" changed`, why }];
  });
}

function differ(left: unknown, right: unknown): boolean {
  return canonicalize(left) !== canonicalize(right);
}

function named(subject: FlowIr["subject"]): string {
  return subject === null ? "nobody" : `"${subject.name}"`;
}
