/**
 * The instants that rows and expressions can hold: the years 1 to 9999, whole milliseconds, always written
 * `YYYY-MM-DDTHH:MM:SS.sssZ`. What lies outside (PostgreSQL's `infinity`, BC dates) is null, in SQL and in JavaScript
 * alike: like JavaScript's Invalid Date it then satisfies no comparison.
 */
export const FIRST_INSTANT_MS: number = Date.parse("0001-01-01T00:00:00.000Z");
/** The last millisecond of the year 9999; see `FIRST_INSTANT_MS`. */
export const LAST_INSTANT_MS: number = Date.parse("9999-12-31T23:59:59.999Z");

/** A thousand years: the most that an expression may move an instant, so that PostgreSQL's own range is never left. */
export const MAX_SHIFT_MS: number = 1000 * 365.25 * 86_400_000;

const FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** The instant's one text, or null where it lies outside the years 1 to 9999 (or is not a number). */
export function formatInstant(ms: number): string | null {
  return ms >= FIRST_INSTANT_MS && ms <= LAST_INSTANT_MS ? new Date(ms).toISOString() : null;
}

/** Whether the text is an instant in its one written form, naming a day that exists. */
export function isInstant(text: string): boolean {
  return FORM.test(text) && formatInstant(Date.parse(text)) === text;
}
