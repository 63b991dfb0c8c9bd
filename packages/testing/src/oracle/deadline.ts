import type { CalendarDeadline } from "@flowline/ir";
import { Temporal } from "temporal-polyfill";

/** Whether the text names an IANA zone that this machine knows. */
export function isZone(text: string): boolean {
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text);
    return true;
  } catch {
    return false;
  }
}

/** When a calendar deadline comes, counted from an arrival. */
export function calendarMs(deadline: CalendarDeadline, zone: string, arrivedMs: number): number {
  const arrived = Temporal.Instant.fromEpochMilliseconds(arrivedMs).toZonedDateTimeISO(zone);
  const time = deadline.at === null ? arrived.toPlainTime() : Temporal.PlainTime.from(deadline.at);
  const today = arrived.toPlainDate();
  const inMonths = today.add({ months: deadline.months }, { overflow: "constrain" });
  const moved = deadline.workdays ? addWorkdays(inMonths, deadline.days) : inMonths.add({ days: deadline.days });
  const date = deadline.weekday === null ? moved : nextWeekday(moved, deadline.weekday, today);
  const result = instantOf(date, time, zone);
  return result > arrivedMs ? result : instantOf(nextChance(date, deadline), time, zone);
}

/** That time of day on the day which the instant has in the zone. */
export function timeOfDayMs(instantMs: number, at: string, zone: string): number {
  const date = Temporal.Instant.fromEpochMilliseconds(instantMs).toZonedDateTimeISO(zone).toPlainDate();
  return instantOf(date, Temporal.PlainTime.from(at), zone);
}

/** `compatible`: a time that the zone skips moves forward by the gap; of one that it has twice, the first counts. */
function instantOf(date: Temporal.PlainDate, plainTime: Temporal.PlainTime, timeZone: string): number {
  const local = date.toPlainDateTime(plainTime);
  return local.toZonedDateTime(timeZone, { disambiguation: "compatible" }).epochMilliseconds;
}

function addWorkdays(date: Temporal.PlainDate, days: number): Temporal.PlainDate {
  let reached = date;
  for (let left = days; left > 0; left -= 1) reached = nextWorkday(reached);
  return reached;
}

function nextWorkday(date: Temporal.PlainDate): Temporal.PlainDate {
  const tomorrow = date.add({ days: 1 });
  return tomorrow.dayOfWeek > 5 ? nextWorkday(tomorrow) : tomorrow;
}

function nextWeekday(from: Temporal.PlainDate, weekday: number, arrival: Temporal.PlainDate): Temporal.PlainDate {
  const isIt = from.dayOfWeek === weekday && !from.equals(arrival);
  return isIt ? from : from.add({ days: (weekday - from.dayOfWeek + 7) % 7 || 7 });
}

function nextChance(date: Temporal.PlainDate, deadline: CalendarDeadline): Temporal.PlainDate {
  if (deadline.weekday !== null) return date.add({ weeks: 1 });
  return deadline.workdays ? nextWorkday(date) : date.add({ days: 1 });
}
