import type { HistoryEntry } from "../client/types.js";

/** The numbers under which history stores what happened. They never change their meaning. */
export const HISTORY_KIND: Readonly<Record<HistoryEntry["kind"], number>> = Object.freeze({
  enrolled: 1,
  completed: 2,
  skipped: 3,
  waiting: 4,
  decided: 5,
  "attempt failed": 6,
  rescued: 7,
  ended: 8,
});
