import type { Duration, JourneyFrame, Lambda, on, TimeOfDay } from "flowline";
import { z } from "zod";

/** A condition on whom the run is about, typed by the project that uses the journey. */
export type Condition = Lambda<JourneyFrame, never, unknown>;

/** An event of the project that uses the journey. */
export type EventName = Parameters<typeof on>[0];

/** A message; or several, each with its share of the subjects in percent: `{ welcome: 50, "welcome-short": 50 }`. */
export type Mail = string | Readonly<Record<string, number>>;

/** A mail, so many days after the one before it. */
export interface CadenceStep {
  /** Days; with `skipWeekends`, days of work. */
  readonly after: number;
  readonly message: Mail;
  /** Skipped for those for whom this does not hold when the day has come. */
  readonly when?: Condition | undefined;
  /**
   * What people who wait for this mail are found by when the journey changes. Default: the message; give one where a
   * message comes twice.
   */
  readonly name?: string | undefined;
}

/** What is hoped for first, how long it is waited for, and the mail for either case. */
export interface FirstValue {
  readonly event: EventName;
  /** Default: `1d`. */
  readonly within?: Duration | undefined;
  readonly reached?: Mail | undefined;
  readonly missed?: Mail | undefined;
}

/** What the journey may be told. */
export interface DripMarketingConfig {
  /** The event that begins it. */
  readonly start: EventName;
  readonly welcome: Mail;
  readonly firstValue?: FirstValue | undefined;
  readonly cadence: readonly CadenceStep[];
  /** The time of day of the cadence, where the subject lives. Default: `09:00`. */
  readonly at?: TimeOfDay | undefined;
  /** Counts `after` in days of work, so that no mail of the cadence comes on a weekend. Default: false. */
  readonly skipWeekends?: boolean | undefined;
  /** What it is all for: whoever is there leaves the journey and is counted. */
  readonly goal?: { readonly name?: string | undefined; readonly reached: Condition } | undefined;
  /** Events that end it without success: an answer, an unsubscription. */
  readonly stopOn?: readonly EventName[] | undefined;
}

/** The configuration with its defaults. */
interface Settled extends DripMarketingConfig {
  readonly cadence: readonly (CadenceStep & { readonly id: string })[];
  readonly firstValue?: (FirstValue & { readonly within: Duration }) | undefined;
  readonly at: TimeOfDay;
  readonly skipWeekends: boolean;
  readonly goal?: { readonly name: string; readonly reached: Condition } | undefined;
  readonly stopOn: readonly EventName[];
}

const message = z.string().min(1, "the name of a message");
const shares = z
  .record(message, z.number().positive())
  .refine(given => sumOf(Object.values(given)) === 100, "the shares must make 100");
const mail = z.union([message, shares]);
const condition = z.custom<Condition>(value => typeof value === "function", "a condition, user => ...");
const eventName = z.custom<EventName>(value => typeof value === "string" && value !== "", "the name of an event");
const duration = z.custom<Duration>(value => typeof value === "string", 'a length of time, "1d"');
const time = z.custom<TimeOfDay>(
  value => typeof value === "string" && /^([01]\d|2[0-3]):[0-5]\d$/.test(value),
  'a time of day, "09:00"',
);

/** The schema of the journey's configuration. What it finds is reported at its place in the caller's file. */
export const dripMarketingConfig: z.ZodType<Settled, DripMarketingConfig> = z.object({
  start: eventName,
  welcome: mail,
  firstValue: z
    .object({ event: eventName, within: duration.default("1d"), reached: mail.optional(), missed: mail.optional() })
    .optional(),
  cadence: z
    .array(
      z
        .object({
          after: z.int().positive(),
          message: mail,
          when: condition.optional(),
          name: z.string().min(1).optional(),
        })
        .transform(step => ({ ...step, id: step.name ?? nameOf(step.message) })),
    )
    .min(1, "at least one mail"),
  at: time.default("09:00"),
  skipWeekends: z.boolean().default(false),
  goal: z.object({ name: z.string().default("converted"), reached: condition }).optional(),
  stopOn: z.array(eventName).default([]),
});

function nameOf(written: Mail): string {
  return typeof written === "string" ? written : Object.keys(written).join("|");
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}
