import type { EventIr } from "@flowline/ir";
import type { FlowScope } from "./flow-scope.js";

/** The events that the flow takes or emits, as the project declares them. */
export function eventsOf({ found, project }: FlowScope): Readonly<Record<string, EventIr>> {
  const names = [...found.events.keys()].sort();
  const events = project?.ir.events ?? {};
  return Object.fromEntries(
    names.flatMap((name): [string, EventIr][] => {
      const ir = Object.hasOwn(events, name) ? events[name] : undefined;
      return ir === undefined ? [] : [[name, ir]];
    }),
  );
}
