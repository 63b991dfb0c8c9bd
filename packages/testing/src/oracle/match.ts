import type { EventMatch } from "@flowline/ir";
import { holds } from "./ask.js";
import type { Occurred, Run, Store, World } from "./world.js";

/** Whether a run takes an event for its own: name, subject, keys, `where`. */
export function matches(
  world: World,
  run: Run,
  { match, event, store }: { readonly match: EventMatch; readonly event: Occurred; readonly store: Store },
): boolean {
  if (match.event !== event.name) return false;
  if (match.from === "subject" && !isAbout(run, event)) return false;
  if (!match.keys.every(key => isSame(event.keys[key], store.get(`keys.${key}`)))) return false;
  return match.where === null || holds(world, run, { expression: match.where, store, event: event.payload });
}

function isAbout(run: Run, { subject }: Occurred): boolean {
  return subject !== null && subject.kind === run.flow.subject?.name && subject.id === run.subject;
}

/** A key that is null equals nothing. */
function isSame(left: unknown, right: unknown): boolean {
  return left !== undefined && left !== null && JSON.stringify(left) === JSON.stringify(right);
}
