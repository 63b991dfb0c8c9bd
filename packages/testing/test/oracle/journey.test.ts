import { describe, expect, it } from "vitest";
import { DAY, decide, end, makeFlow, not, pause, send, upgraded } from "../support/make-flow.js";
import { startOracle, story } from "../support/start-oracle.js";

const drip = makeFlow({
  trigger: { type: "audience", predicate: not(upgraded), reentry: "once" },
  nodes: {
    hi: send("hi", "hi.wait"),
    "hi.wait": pause("upgrade.if", 7 * DAY),
    "upgrade.if": decide({ yes: [not(upgraded), "upgrade"] }, "end", { guards: "upgrade" }),
    upgrade: send("upgrade", "end"),
    end: end(),
  },
});

describe("the seed journey", () => {
  it("sends, waits seven days and sends again", () => {
    const oracle = startOracle(drip);
    const [run = ""] = oracle.enroll("f");
    expect(oracle.run(run)).toMatchObject({ state: "waiting", at: ["hi.wait"], subject: "ada" });
    oracle.advance({ byMs: 7 * DAY - 1 });
    expect(oracle.run(run).state).toBe("waiting");
    oracle.advance({ byMs: 1 });
    expect(oracle.run(run)).toMatchObject({ state: "completed", outcome: "completed" });
    expect(story(oracle, "sent", "skipped")).toEqual(["sent hi", "sent upgrade"]);
  });

  it("skips the offer for somebody who has upgraded meanwhile, and says what it read", () => {
    const oracle = startOracle(drip);
    oracle.enroll("f");
    oracle.at("2025-03-05T09:00:00Z", () => oracle.touch("user", "ada", { upgraded: true }));
    oracle.advance({ byMs: 8 * DAY });
    expect(story(oracle, "sent", "skipped")).toEqual(["sent hi", "skipped upgrade"]);
    expect(oracle.history().find(({ what }) => what === "skipped")).toMatchObject({
      by: "upgrade.if",
      read: { "user.upgraded": true },
    });
  });

  it("enrolls nobody twice, and cancels a run whose subject is gone", () => {
    const oracle = startOracle(drip);
    const [run = ""] = oracle.enroll("f");
    expect(oracle.enroll("f")).toEqual([]);
    oracle.remove("user", "ada");
    oracle.advance({ byMs: 8 * DAY });
    expect(oracle.run(run)).toMatchObject({ state: "canceled", reason: "subject gone" });
  });
});
