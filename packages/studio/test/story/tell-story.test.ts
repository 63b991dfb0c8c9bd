import { describe, expect, it } from "vitest";
import { metaOf } from "../../../../test/support/kernel-nodes.js";
import type { HistoryEntryView, RunPlaceView } from "../../src/api/types.js";
import { type ToldRun, tellStory } from "../../src/story/tell-story.js";

const node = (label: string) => metaOf("x", label);

function run(history: readonly Partial<HistoryEntryView>[], at: RunPlaceView | null = null): ToldRun {
  return {
    subjectName: "user",
    at,
    meta: {
      file: "drip.ts",
      watchers: {},
      notes: [],
      trigger: node("user.signed_up_today"),
      nodes: { hi: node('send "hi"'), nap: node("wait 7d"), guard: node("!user.upgraded"), sum: node('do "sum"') },
    },
    history: history.map(
      entry => ({ at: "2026-03-02T08:05:00.000Z", node: null, attempt: 1, ...entry }) as HistoryEntryView,
    ),
  };
}

function told(entry: Partial<HistoryEntryView>): string | undefined {
  return tellStory(run([entry]))[0]?.text;
}

describe("tellStory", () => {
  it("says what was read when somebody entered", () => {
    const reads = { signed_up_today: true, plan: "free", age: 41, note: null, created_at: "2026-03-02T07:00:00.000Z" };
    expect(told({ kind: "enrolled", data: { reads } })).toBe(
      'Entered the flow: user.signed_up_today was true (read signed_up_today = true, plan = "free", age = 41, note = nothing, created_at = 2 Mar 2026, 07:00 UTC).',
    );
  });

  it("says what was decided and what was read for it", () => {
    const data = { reads: { upgraded: true }, verdict: false };
    expect(told({ kind: "decided", node: "guard", data })).toBe("Asked !user.upgraded: no (read upgraded = true).");
  });

  it("says nothing of reads where a decision read nothing", () => {
    expect(told({ kind: "decided", node: "guard", data: { reads: {}, verdict: true } })).toBe(
      "Asked !user.upgraded: yes.",
    );
  });

  it("says what was sent and to whom", () => {
    const output = { to: "ada@example.com", messageId: "<1@example.com>" };
    expect(told({ kind: "completed", node: "hi", data: { output } })).toBe('Sent "hi" to ada@example.com.');
  });

  it.each([null, [], "text", { to: 7 }, { to: "" }])("leaves out a recipient that %j does not name", output => {
    expect(told({ kind: "completed", node: "hi", data: { output } })).toBe('Sent "hi".');
  });

  it("completes what is no send", () => {
    expect(told({ kind: "completed", node: "sum", data: { output: null } })).toBe('Completed do "sum".');
  });

  it("names a skipped step", () => {
    expect(told({ kind: "skipped", node: "hi", data: null })).toBe('Skipped send "hi".');
  });

  it("falls back on the id of a node whose label is unknown", () => {
    expect(told({ kind: "skipped", node: "gone", data: null })).toBe("Skipped gone.");
  });

  it("says until when a run sleeps, then that it sleeps", () => {
    const until = "2026-03-09T08:05:00.000Z";
    const lines = tellStory(
      run([{ kind: "waiting", node: "nap", data: { until } }], { node: "nap", until, attempt: 1, error: null }),
    );
    expect(lines).toEqual([
      {
        at: "2026-03-02T08:05:00.000Z",
        tone: "waiting",
        text: "Went to sleep at wait 7d until 9 Mar 2026, 08:05 UTC.",
      },
      { at: null, tone: "waiting", text: "Now: asleep until 9 Mar 2026, 08:05 UTC." },
    ]);
  });

  it("says when a failed try is repeated, to the second", () => {
    const data = { error: "connection refused.", retryAt: "2026-03-02T08:05:10.000Z" };
    expect(tellStory(run([{ kind: "attempt failed", node: "hi", attempt: 2, data }]))).toEqual([
      {
        at: "2026-03-02T08:05:00.000Z",
        tone: "warning",
        text: 'Try 2 of send "hi" failed: connection refused. The next try is due at 2 Mar 2026, 08:05:10 UTC.',
      },
    ]);
  });

  it("says when a failed try is the last", () => {
    const [line] = tellStory(
      run([{ kind: "attempt failed", node: "hi", data: { error: "no such address", retryAt: null } }]),
    );
    expect(line?.text).toBe('Try 1 of send "hi" failed: no such address. It is not tried again.');
    expect(line?.tone).toBe("bad");
  });

  it("names the worker that was lost", () => {
    expect(told({ kind: "rescued", node: "hi", data: { lostWorker: "w-1" } })).toBe(
      'Worker w-1 was lost here; another one took over send "hi".',
    );
  });

  it.each([
    ["completed", "completed", "good", "Reached the end of the flow."],
    ["canceled", "subject gone", "quiet", "Ended, because the user is no longer in the table."],
    ["canceled", "by Ada", "quiet", "Canceled: by Ada."],
    ["failed", "hi failed: refused.", "bad", "Failed: hi failed: refused."],
  ] as const)("tells the end of a %s run with the reason %j", (state, reason, tone, text) => {
    expect(tellStory(run([{ kind: "ended", data: { state, reason } }]))).toMatchObject([{ tone, text }]);
  });

  it("says where a running run is", () => {
    expect(tellStory(run([], { node: "hi", until: null, attempt: 3, error: null }))).toEqual([
      { at: null, tone: "plain", text: 'Now: at send "hi", try 3.' },
    ]);
  });

  it("says when a failing step is tried again", () => {
    const at = { node: "hi", until: "2026-03-02T08:05:10.000Z", attempt: 2, error: "refused" };
    expect(tellStory(run([], at))[0]?.text).toBe('Now: waits to try send "hi" again, at 2 Mar 2026, 08:05:10 UTC.');
    expect(tellStory(run([], { ...at, until: null }))[0]?.text).toBe('Now: waits to try send "hi" again, soon.');
  });
});
