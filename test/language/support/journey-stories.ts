import type { Json, Row } from "@flowline/ir";
import { formatStory, type Scenario, simulate } from "@flowline/testing";
import type { CompiledFixture } from "./compile-fixture.js";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** One person, and what happens around them. */
export interface JourneyStory extends Omit<Scenario, "others" | "declared" | "startAt"> {
  /** The name of the story and of its file. */
  readonly name: string;
  readonly flow: string;
  readonly startAt?: string;
}

const mara: Row = {
  id: "mara",
  name: "Mara",
  email: "mara@example.com",
  timezone: "Europe/Berlin",
  language: "de",
  upgraded: false,
  subscribed_to_news: true,
  monthly_usage: 120,
  mrr: 700,
  last_seen_at: "2025-03-24T09:30:00Z",
  last_coupon_at: null,
  trial_ends_at: null,
};

const alert: Row = { id: "a1", team: "storage", title: "Disk nearly full" };

const appointment: Row = {
  id: "p1",
  name: "Mara",
  email: "mara@example.com",
  phone: "+49 30 2",
  timezone: "Europe/Berlin",
  starts_at: "2025-03-25T15:00:00Z",
  confirmed: true,
};

const invoice = (attempt: number, nextAttempt: string | null): Json => ({
  userId: "mara",
  invoiceId: "i1",
  subscription: "s1",
  decline: "soft",
  attempt,
  nextAttempt,
});

const onShift: Json = { name: "Ines", phone: "+49 30 1", device: "d1" };
const request: Json = { id: "r1", amount: 9000, requestedBy: "kim@example.com", manager: "lee@example.com" };
const who: Json = { people: ["kim@example.com", "ada@example.com", "bob@example.com", "cy@example.com"] };

/** Told with the clocks of Berlin, which go forward on 30 March. */
export const STORIES: readonly JourneyStory[] = [
  {
    name: "drip-over-three-weeks",
    flow: "01-drip",
    subject: mara,
    forMs: 21 * DAY_MS,
    events: [{ atMs: 5 * HOUR_MS, event: "user.first_value" }],
  },
  {
    name: "drip-upgrades-on-day-five",
    flow: "01-drip",
    subject: mara,
    forMs: 21 * DAY_MS,
    changes: [{ atMs: 5 * DAY_MS, fields: { upgraded: true } }],
  },
  {
    name: "drip-replies",
    flow: "01-drip",
    subject: mara,
    forMs: 21 * DAY_MS,
    events: [{ atMs: 2 * DAY_MS, event: "user.replied" }],
  },
  {
    name: "trial-that-is-extended",
    flow: "02-trial-to-paid",
    subject: { ...mara, monthly_usage: 4000, trial_ends_at: "2025-04-07T12:00:00Z" },
    forMs: 60 * DAY_MS,
    changes: [{ atMs: 9 * DAY_MS, fields: { trial_ends_at: "2025-04-14T12:00:00Z" } }],
    events: [{ atMs: 23 * DAY_MS, event: "subscription.created" }],
  },
  {
    name: "dunning-with-a-date-that-moves",
    flow: "06-dunning",
    subject: mara,
    trigger: invoice(1, "2025-03-27T10:00:00Z"),
    forMs: 40 * DAY_MS,
    events: [
      { atMs: 3 * DAY_MS, event: "invoice.payment_failed", payload: invoice(2, "2025-04-01T10:00:00Z") },
      { atMs: 4 * DAY_MS, event: "invoice.payment_failed", payload: invoice(2, "2025-04-03T10:00:00Z") },
      { atMs: 15 * DAY_MS, event: "invoice.paid", payload: { userId: "mara", invoiceId: "another" } },
      { atMs: 16 * DAY_MS, event: "invoice.paid", payload: { userId: "mara", invoiceId: "i1" } },
    ],
  },
  {
    name: "appointment-booked-a-day-before",
    flow: "09-appointment-reminder",
    subject: appointment,
    forMs: 5 * DAY_MS,
  },
  {
    name: "on-call-acknowledged-at-level-two",
    flow: "10-on-call",
    subject: alert,
    forMs: DAY_MS,
    outputs: { "pass/each/who is on shift": onShift },
    events: [
      { atMs: 13 * MINUTE_MS, event: "alert.acked" },
      { atMs: 40 * MINUTE_MS, event: "alert.resolved" },
    ],
  },
  {
    name: "review-by-a-detractor",
    flow: "08-review-request",
    subject: mara,
    trigger: { userId: "mara", category: "fashion" },
    forMs: 30 * DAY_MS,
    events: [{ atMs: 11 * DAY_MS, event: "survey.answered", payload: { userId: "mara", score: 3 } }],
  },
  {
    name: "approval-by-two-of-three",
    flow: "11-approval",
    subject: null,
    trigger: request,
    forMs: 20 * DAY_MS,
    outputs: { "who may decide": who },
    answers: [
      { atMs: 2 * HOUR_MS, of: "budget", by: "kim@example.com", approved: true },
      { atMs: 3 * HOUR_MS, of: "budget", by: "ada@example.com", approved: true },
      { atMs: 26 * HOUR_MS, of: "budget", by: "cy@example.com", approved: true },
    ],
  },
  {
    name: "approval-that-nobody-gives",
    flow: "11-approval",
    subject: null,
    trigger: request,
    forMs: 20 * DAY_MS,
    outputs: { "who may decide": who },
  },
];

/** The story as text, as `flow simulate` prints it. */
export function tellJourney({ flows, events, flow }: CompiledFixture, story: JourneyStory): string {
  const { name: _, flow: of, startAt = "2025-03-24T10:00:00Z", ...scenario } = story;
  return formatStory(simulate(flow(of), { ...scenario, startAt, others: flows, declared: events }), {
    zone: "Europe/Berlin",
  });
}
