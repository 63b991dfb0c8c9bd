import type { CalendarDeadline } from "@flowline/ir";
import { calendarMs } from "@flowline/testing";
import { describe, expect, it } from "vitest";

function next(arrived: string, zone: string, parts: Partial<CalendarDeadline>): string {
  const deadline: CalendarDeadline = {
    type: "calendar",
    months: 0,
    days: 0,
    workdays: false,
    weekday: null,
    at: null,
    zone: { of: null, fallback: zone },
    ...parts,
  };
  return new Date(calendarMs(deadline, zone, Date.parse(arrived))).toISOString().replace(".000Z", "Z");
}

describe("a calendar deadline", () => {
  it.each([
    ["New York, a day that lacks 02:30", "2025-03-08T15:00:00Z", "America/New_York", "02:30", "2025-03-09T07:30:00Z"],
    [
      "New York, a day that has 01:30 twice",
      "2025-11-01T15:00:00Z",
      "America/New_York",
      "01:30",
      "2025-11-02T05:30:00Z",
    ],
    ["Berlin, a day that lacks 02:30", "2025-03-29T10:00:00Z", "Europe/Berlin", "02:30", "2025-03-30T01:30:00Z"],
    ["Berlin, a day that has 02:30 twice", "2025-10-25T10:00:00Z", "Europe/Berlin", "02:30", "2025-10-26T00:30:00Z"],
    ["Lord Howe, half an hour lost", "2025-10-04T10:00:00Z", "Australia/Lord_Howe", "02:15", "2025-10-04T15:45:00Z"],
    ["Lord Howe, half an hour twice", "2025-04-05T10:00:00Z", "Australia/Lord_Howe", "01:45", "2025-04-05T14:45:00Z"],
    ["Kathmandu, a quarter of an hour off", "2025-03-03T09:00:00Z", "Asia/Kathmandu", "09:00", "2025-03-04T03:15:00Z"],
    [
      "São Paulo, a day without a midnight",
      "2018-11-03T15:00:00Z",
      "America/Sao_Paulo",
      "00:00",
      "2018-11-04T03:00:00Z",
    ],
    ["Beirut, a day without a midnight", "2022-03-26T12:00:00Z", "Asia/Beirut", "00:00", "2022-03-26T22:00:00Z"],
  ])("in %s", (_, arrived, zone, at, expected) => {
    expect(next(arrived, zone, { days: 1, at })).toBe(expected);
  });

  it("keeps the time of day of the arrival over a change of the clock", () => {
    expect(next("2025-03-08T14:00:00Z", "America/New_York", { days: 1 })).toBe("2025-03-09T13:00:00Z");
    expect(next("2025-10-25T07:00:00Z", "Europe/Berlin", { days: 1 })).toBe("2025-10-26T08:00:00Z");
  });

  it("adds months before days, and makes a missing day the month's last", () => {
    expect(next("2025-01-31T09:00:00Z", "UTC", { months: 1 })).toBe("2025-02-28T09:00:00Z");
    expect(next("2024-01-31T09:00:00Z", "UTC", { months: 1, days: 1 })).toBe("2024-03-01T09:00:00Z");
    expect(next("2024-02-29T09:00:00Z", "UTC", { months: 12 })).toBe("2025-02-28T09:00:00Z");
  });

  it("counts workdays from Monday to Friday", () => {
    expect(next("2025-03-07T09:00:00Z", "UTC", { days: 1, workdays: true })).toBe("2025-03-10T09:00:00Z");
    expect(next("2025-03-08T09:00:00Z", "UTC", { days: 5, workdays: true })).toBe("2025-03-14T09:00:00Z");
    expect(next("2025-03-07T09:00:00Z", "UTC", { workdays: true, at: "08:00" })).toBe("2025-03-10T08:00:00Z");
  });

  it("goes on to the next weekday, never the day of arrival", () => {
    expect(next("2025-03-03T09:00:00Z", "UTC", { weekday: 1, at: "12:00" })).toBe("2025-03-10T12:00:00Z");
    expect(next("2025-03-03T09:00:00Z", "UTC", { weekday: 5, at: "08:00" })).toBe("2025-03-07T08:00:00Z");
    expect(next("2025-03-03T09:00:00Z", "UTC", { days: 4, weekday: 5 })).toBe("2025-03-07T09:00:00Z");
  });

  it("takes today's time of day where that lies ahead, else tomorrow's", () => {
    expect(next("2025-03-03T09:00:00Z", "UTC", { at: "10:00" })).toBe("2025-03-03T10:00:00Z");
    expect(next("2025-03-03T09:00:00Z", "UTC", { at: "09:00" })).toBe("2025-03-04T09:00:00Z");
  });

  it("counts days in the zone, not in UTC", () => {
    expect(next("2025-03-03T23:30:00Z", "Asia/Tokyo", { days: 1, at: "07:00" })).toBe("2025-03-04T22:00:00Z");
  });
});
