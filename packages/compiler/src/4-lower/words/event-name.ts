import type { Call } from "../flow-scope.js";

import { type Given, textOf } from "../place/given.js";

/**
 * Whether a text names an event and not a duration: it is one of the project's, or it does not begin like a number. What
 * begins like one is a duration, well written or not; so is a plain word in a project without events.
 */
export function isEventName({ scope }: Call, given: Given): boolean {
  const text = textOf(given);
  if (text === null) return false;
  const events = scope.project?.ir.events ?? {};
  if (Object.keys(events).length === 0 && !text.includes(".")) return false;
  return Object.hasOwn(events, text) || !/^\s*(?:[-+.]?\d|$)/.test(text);
}
