import { checkIr } from "@flowline/compiler";
import type { Row } from "@flowline/ir";
import { type Scenario, type Story, simulate } from "@flowline/testing";
import { beforeAll, describe, expect, it } from "vitest";
import { type CompiledFixture, compileFixture } from "../language/support/compile-fixture.js";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let example: CompiledFixture;
beforeAll(async () => {
  example = await compileFixture("../../examples/drip-marketing");
});

const mara: Row = {
  id: "mara",
  email: "mara@example.com",
  name: "Mara",
  timezone: "Europe/Berlin",
  upgraded: false,
  albums: 2,
};

/** Monday, 24 March 2025, 14:00 in Berlin. The clocks go forward on the Sunday after it. */
function tell(scenario: Partial<Scenario> = {}): Story {
  return simulate(example.flow("welcome"), {
    subject: mara,
    startAt: "2025-03-24T13:00:00Z",
    forMs: 60 * DAY_MS,
    declared: example.events,
    ...scenario,
  });
}

/** Every mail and when it is read, in Berlin. */
function mailsOf({ history }: Story): readonly string[] {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: "Europe/Berlin",
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  });
  return history.flatMap(entry =>
    entry.what === "sent" ? [`${format.format(entry.atMs).replace(/,/g, "")} ${entry.message}`] : [],
  );
}

function endOf({ runs }: Story): unknown {
  return runs.map(({ outcome, reason, goals }) => ({ outcome, reason, goals }));
}

describe("the drip marketing journey over its whole length", () => {
  it("compiles without findings, to the IR that is committed", async () => {
    expect(example.findings).toBe("");
    expect(await checkIr(example.result)).toEqual([]);
  });

  it("writes to somebody who never upgrades until the series is over, and never on a weekend", () => {
    const story = tell();
    expect(mailsOf(story)).toEqual([
      "Mon 24 Mar 14:00 welcome-warm",
      "Tue 25 Mar 14:00 nudge",
      "Thu 27 Mar 09:00 use-case",
      "Tue 8 Apr 09:00 upgrade",
      "Tue 22 Apr 09:00 last-word",
    ]);
    expect(endOf(story)).toEqual([{ outcome: "completed", reason: null, goals: [] }]);
  });

  it("stops for somebody who upgrades on day five, and counts them", () => {
    const story = tell({ changes: [{ atMs: 5 * DAY_MS, fields: { upgraded: true } }] });
    expect(mailsOf(story)).toEqual([
      "Mon 24 Mar 14:00 welcome-warm",
      "Tue 25 Mar 14:00 nudge",
      "Thu 27 Mar 09:00 use-case",
    ]);
    expect(endOf(story)).toEqual([{ outcome: "converted", reason: "upgraded", goals: ["upgraded"] }]);
    expect(story.runs[0]?.endedMs).toBe(story.startMs + 5 * DAY_MS);
  });

  it("sends tips instead of a nudge to somebody who has shared an album, once", () => {
    const events = [3, 5].map(hour => ({ atMs: hour * HOUR_MS, event: "album.shared" }));
    expect(mailsOf(tell({ events })).slice(0, 3)).toEqual([
      "Mon 24 Mar 14:00 welcome-warm",
      "Mon 24 Mar 17:00 tips",
      "Wed 26 Mar 09:00 use-case",
    ]);
  });

  it.each(["mail.answered", "mail.unsubscribed"])("writes nothing after %s", event => {
    const story = tell({ events: [{ atMs: 4 * DAY_MS, event }] });
    expect(mailsOf(story)).toEqual([
      "Mon 24 Mar 14:00 welcome-warm",
      "Tue 25 Mar 14:00 nudge",
      "Thu 27 Mar 09:00 use-case",
    ]);
    expect(endOf(story)).toEqual([{ outcome: "exited", reason: event, goals: [] }]);
  });

  it("leaves out what a condition keeps from somebody, as they are on that day", () => {
    const none = tell({ subject: { ...mara, albums: 0 } });
    expect(mailsOf(none).map(mail => mail.split(" ").at(-1))).toEqual(["welcome-warm", "nudge", "use-case", "upgrade"]);
    const grown = tell({ changes: [{ atMs: 6 * DAY_MS, fields: { albums: 5 } }] });
    expect(mailsOf(grown).map(mail => mail.split(" ").at(-1))).toContain("many-albums");
  });

  it("shows half of the people one welcome and half the other, and the same person always the same", () => {
    const firstMails = Array.from({ length: 200 }, (_, index) => {
      const story = tell({ subject: { ...mara, id: `u${index}` }, forMs: HOUR_MS });
      return mailsOf(story)[0]?.split(" ").at(-1);
    });
    const warm = firstMails.filter(mail => mail === "welcome-warm").length;
    expect(new Set(firstMails)).toEqual(new Set(["welcome-warm", "welcome-short"]));
    expect(warm).toBeGreaterThan(70);
    expect(warm).toBeLessThan(130);
    const again = tell({ startAt: "2026-01-05T09:00:00Z", forMs: HOUR_MS });
    expect(mailsOf(again)[0]).toContain("welcome-warm");
  });
});

it("says of each mistake in the configuration where it stands in the author's file", async () => {
  const wrong = await compileFixture("../cookbooks/fixtures/wrong-config");
  expect(
    wrong.result.diagnostics.map(({ code, message, span }) => [code, span?.file, span?.start.line, message]),
  ).toEqual([
    ["FLOW5002", "welcome.ts", 5, "`welcome` is refused: the shares must make 100."],
    ["FLOW5002", "welcome.ts", 8, "`cadence.1.after` is refused: Too small: expected number to be >0."],
    ["FLOW5002", "welcome.ts", 10, '`at` is refused: a time of day, "09:00".'],
  ]);
  expect(wrong.flows).toEqual([]);
});
