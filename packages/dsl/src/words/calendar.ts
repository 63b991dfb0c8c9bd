import { type ArgumentDraft, DRAFT } from "@flowline/ir";
import { draftArgument } from "../draft/draft-argument.js";

/** A day of the week, in English. */
export type Weekday = "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday";

/** A time of day on a clock of 24 hours: `"09:00"`. */
export type TimeOfDay = `${number}:${number}`;

/** Calendar time: so many days on from where the run stands, in a zone. By default that of the subject, else UTC. */
export interface Calendar {
  /** At that time of the day: `days(3).at("09:00")`. */
  at(time: TimeOfDay): Calendar;
  /** In that IANA zone: `days(3).at("09:00").in("Europe/Berlin")`. */
  in(zone: string): Calendar;
  /** The calendar time as the compiler gets it. */
  readonly [DRAFT]: () => ArgumentDraft;
}

/** So many calendar days on; without `at`, at the same time of day, whatever the clocks did meanwhile. */
export function days(count: number): Calendar {
  return calendar({ days: count });
}

/** So many weeks of seven calendar days on. */
export function weeks(count: number): Calendar {
  return calendar({ days: count * 7 });
}

/** So many months on; a day that the month lacks becomes its last. */
export function months(count: number): Calendar {
  return calendar({ months: count });
}

/** So many days on, counting Monday to Friday only. */
export function workdays(count: number): Calendar {
  return calendar({ days: count, workdays: true });
}

/** The next such day of the week, never today: `next("monday").at("09:00")`. */
export function next(weekday: Weekday): Calendar {
  return calendar({ weekday });
}

interface CalendarParts {
  readonly months?: number;
  readonly days?: number;
  readonly workdays?: boolean;
  readonly weekday?: string;
  readonly at?: string;
  readonly zone?: string;
}

const NOWHERE = { months: 0, days: 0, workdays: false, weekday: null, at: null, zone: null };

function calendar(parts: CalendarParts): Calendar {
  return Object.freeze({
    at: (time: TimeOfDay) => calendar({ ...parts, at: time }),
    in: (zone: string) => calendar({ ...parts, zone }),
    [DRAFT]: (): ArgumentDraft => ({
      kind: "value",
      type: "calendar",
      members: Object.fromEntries(
        Object.entries({ ...NOWHERE, ...parts }).map(([name, part]) => [name, draftArgument(part)]),
      ),
    }),
  });
}
