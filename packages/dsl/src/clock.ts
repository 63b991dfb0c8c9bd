// What predicates say about time. In a guard the compiler reads these words and nothing here runs; in ordinary
// JavaScript they are ordinary functions on Date. Days are UTC days in both.

import { type Duration, durationMs } from "./duration.js";

const DAY_MS = 86_400_000;

/** The present instant; inside a flow, flow time. */
export function now(): Date {
  return new Date();
}

/** The instant at which the present UTC day began. */
export function startOfToday(): Date {
  return new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS);
}

/** The instant that lies so far back: `user.created_at >= ago("7d")`. */
export function ago(duration: Duration): Date {
  return before(now(), duration);
}

/** The instant that lies so far ahead: `user.trial_ends_at < fromNow("3d")`. */
export function fromNow(duration: Duration): Date {
  return after(now(), duration);
}

/** The date moved back. A missing date stays missing. */
export function before<Moment extends Date | null | undefined>(date: Moment, duration: Duration): Moved<Moment>;
export function before(date: Date | null | undefined, duration: Duration): Date | null {
  return move(date, -durationMs(duration));
}

/** The date moved ahead. A missing date stays missing. */
export function after<Moment extends Date | null | undefined>(date: Moment, duration: Duration): Moved<Moment>;
export function after(date: Date | null | undefined, duration: Duration): Date | null {
  return move(date, durationMs(duration));
}

/** What moving a date gives: missing and null are one, as everywhere in predicates. */
export type Moved<Moment> = Moment extends Date ? Date : null;

function move(date: Date | null | undefined, byMs: number): Date | null {
  return date ? new Date(date.getTime() + byMs) : null;
}
