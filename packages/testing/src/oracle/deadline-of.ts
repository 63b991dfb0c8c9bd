import type { Deadline, Zone } from "@flowline/ir";
import { ask } from "./ask.js";
import { calendarMs, isZone, timeOfDayMs } from "./deadline.js";
import type { Cursor, World } from "./world.js";

/** When a deadline comes, counted from `fromMs`; `missing` where its expression gives no instant. */
export function deadlineOf(
  world: World,
  cursor: Cursor,
  { deadline, fromMs }: { readonly deadline: Deadline; readonly fromMs: number },
): number | "missing" {
  switch (deadline.type) {
    case "duration":
      return fromMs + deadline.ms;
    case "calendar":
      return calendarMs(deadline, zoneOf(world, cursor, deadline.zone), fromMs);
    case "instant": {
      const value = ask(world, cursor.run, { expression: deadline.instant, store: cursor.store });
      const ms = typeof value === "string" ? Date.parse(value) : Number.NaN;
      if (Number.isNaN(ms)) return "missing";
      return deadline.at === null ? ms : timeOfDayMs(ms, deadline.at, zoneOf(world, cursor, deadline.zone));
    }
  }
}

function zoneOf(world: World, cursor: Cursor, zone: Zone): string {
  const named = zone.of === null ? null : ask(world, cursor.run, { expression: zone.of, store: cursor.store });
  return typeof named === "string" && isZone(named) ? named : zone.fallback;
}
