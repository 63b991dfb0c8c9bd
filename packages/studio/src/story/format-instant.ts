const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `2026-03-09T08:05:07.000Z` as people write it: `9 Mar 2026, 08:05 UTC`. Text that is no instant is given back. */
export function formatInstant(iso: string): string {
  return format(iso, date => `${twoDigits(date.getUTCHours())}:${twoDigits(date.getUTCMinutes())}`);
}

/** The same to the second, for what happens within minutes: `9 Mar 2026, 08:05:07 UTC`. */
export function formatInstantToSecond(iso: string): string {
  return format(iso, date => [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(twoDigits).join(":"));
}

function format(iso: string, clock: (date: Date) => string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) {
    return iso;
  }
  const month = MONTHS[date.getUTCMonth()] ?? "";
  return `${date.getUTCDate()} ${month} ${date.getUTCFullYear()}, ${clock(date)} UTC`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
