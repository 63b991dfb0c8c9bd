import type { CalendarDeadline, Deadline, Zone } from "@flowline/ir";
import { formatDuration } from "@flowline/ir";
import { diagnose } from "../../diagnostics/definition.js";
import { wrongCalendar } from "../../diagnostics/words.js";
import { type Call, report } from "../flow-scope.js";

import { refuseArgument } from "./call.js";
import { describeGiven, type Given, jsonOf, memberOf, textOf } from "./given.js";
import { durationOf } from "./options.js";

/** The days of the week by their number. */
const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** A duration or calendar time that was given as a deadline. What is neither is reported. */
export function deadlineOf(call: Call, given: Given): Deadline | null {
  if (isCalendar(given)) return calendarOf(call, given);
  if (given.draft.kind !== "json") return refuseArgument(call, given, 'a duration ("7d") or a calendar time (days(3))');
  const ms = durationOf(call, given);
  return ms === null ? null : { type: "duration", ms };
}

/** Whether it is a calendar time: `days(3).at("09:00")`. */
export function isCalendar({ draft }: Given): boolean {
  return draft.kind === "value" && draft.type === "calendar";
}

/** The zone that is named, else the subject's own. */
export function zoneOf(call: Call, given: Given | null): Zone {
  const name = textOf(given);
  if (given !== null && name !== null) {
    if (!isZone(name)) refuse(call, given, "a zone of the IANA database", 'Write one such as "Europe/Berlin".');
    return { of: null, fallback: name };
  }
  if (given !== null && jsonOf(given) !== null) {
    refuse(call, given, "a zone of the IANA database", 'Write one such as "Europe/Berlin".');
  }
  return { of: call.scope.subject?.ir.zone ?? null, fallback: "UTC" };
}

/** A time of day that is given, or null. */
export function timeOf(call: Call, given: Given | null): string | null {
  if (given === null || jsonOf(given) === null) return null;
  const time = textOf(given);
  const [, hours = "", minutes = ""] = /^(\d{1,2}):(\d{2})$/.exec(time ?? "") ?? [];
  if (hours !== "" && Number(hours) < 24 && Number(minutes) < 60) return `${hours.padStart(2, "0")}:${minutes}`;
  refuse(call, given, "a time of day", 'Write hours and minutes of a 24-hour clock: "09:00".');
  return null;
}

/** Whether the platform knows the zone. */
export function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** The deadline for people: `7d`, `3 days at 09:00`. */
export function describeDeadline(deadline: Deadline): string {
  if (deadline.type === "duration") return formatDuration(deadline.ms);
  if (deadline.type === "instant") return "a date";
  const { months, days, workdays, weekday, at } = deadline;
  const parts = [
    ...(months === 0 ? [] : [count(months, "month")]),
    ...(days === 0 ? [] : [count(days, workdays ? "workday" : "day")]),
    ...(weekday === null ? [] : [`next ${WEEKDAYS[weekday - 1]}`]),
    ...(at === null ? [] : [`at ${at}`]),
  ];
  return parts.join(" ");
}

function count(amount: number, unit: string): string {
  return `${amount} ${unit}${amount === 1 ? "" : "s"}`;
}

function calendarOf(call: Call, given: Given): CalendarDeadline {
  const weekday = memberOf(given, "weekday");
  return {
    type: "calendar",
    months: wholeOf(call, given, "months"),
    days: wholeOf(call, given, "days"),
    workdays: jsonOf(memberOf(given, "workdays") ?? given) === true,
    weekday: weekday === null || jsonOf(weekday) === null ? null : weekdayOf(call, weekday),
    at: timeOf(call, memberOf(given, "at")),
    zone: zoneOf(call, nullAsAbsent(memberOf(given, "zone"))),
  };
}

function nullAsAbsent(given: Given | null): Given | null {
  return given === null || jsonOf(given) === null ? null : given;
}

function wholeOf(call: Call, given: Given, name: string): number {
  const part = memberOf(given, name);
  const value = part === null ? 0 : jsonOf(part);
  const most = name === "months" ? 12_000 : 365_250;
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= most) return value;
  refuse(call, part ?? given, `a whole number of ${name}`, `Write a whole number: ${name}(3).`);
  return 0;
}

function weekdayOf(call: Call, given: Given): number | null {
  const number = WEEKDAYS.indexOf(textOf(given) ?? "") + 1;
  if (number > 0) return number;
  refuse(call, given, "a day of the week", 'Write it in English and in small letters: next("monday").');
  return null;
}

function refuse(call: Call, given: Given, wanted: string, instead: string): void {
  const facts = { found: describeGiven(given), wanted, instead };
  report(call.scope, diagnose(wrongCalendar, facts, { span: given.span }));
}
