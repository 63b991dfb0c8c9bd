import type { FlowMeta, NodeMeta } from "@flowline/ir";
import type { FlowDetail, HistoryEntry, RunDetail } from "@flowline/runtime";
import { END, guard, metaOf, pause, sendStep } from "../../support/kernel-nodes.js";

const text = { scalar: "text", nullable: false } as const;
const bool = { scalar: "boolean", nullable: false } as const;

const to = { op: "field", name: "email", type: text } as const;

function meta(word: string, label: string, line: number): NodeMeta {
  const at = { line, column: 3, offset: 0 };
  const span = { file: "flows/upgrade-drip.ts", start: at, end: at };
  return { ...metaOf(word, label), span };
}

const made = { editability: { kind: "locked", reason: "the compiler made this node" } } as const;

const dripMeta: FlowMeta = {
  file: "flows/upgrade-drip.ts",
  trigger: meta("audience", "user.signed_up_today", 3),
  watchers: {},
  notes: [],
  nodes: {
    hi: meta("send", 'send "hi"', 3),
    "hi.wait": meta("waitFor", "wait 7d", 4),
    "upgrade.if": { ...meta("guard", "!user.upgraded", 5) },
    upgrade: meta("send", 'send "upgrade"', 5),
    end: { ...metaOf("end", "end"), ...made },
  },
};

/** The five lines of the README as the client shows them, with 1,000 people in them. */
export const drip: FlowDetail = {
  flow: "upgrade-drip",
  hash: "3f7a91c2d405e6b8".repeat(4),
  deployedAt: "2026-03-02T08:00:00.000Z",
  versions: 2,
  counts: { running: 3, waiting: 409, completed: 586, failed: 0, canceled: 2 },
  entry: "hi",
  nodes: {
    hi: sendStep("hi", to, "hi.wait"),
    "hi.wait": pause(604_800_000, "upgrade.if"),
    "upgrade.if": guard(
      "upgrade",
      { op: "not", of: { op: "truthy", of: { op: "field", name: "upgraded", type: bool } } },
      "end",
    ),
    upgrade: sendStep("upgrade", to, "end"),
    end: END,
  },
  meta: dripMeta,
  live: {
    hi: { here: 3, completed: 995, skipped: 0, failing: 1 },
    "hi.wait": { here: 409, completed: 586, skipped: 0, failing: 0 },
    upgrade: { here: 0, completed: 431, skipped: 155, failing: 0 },
  },
};

const base = { flow: "upgrade-drip", hash: drip.hash, subjectName: "user", meta: dripMeta };

function entry<Kind extends HistoryEntry["kind"]>(
  at: string,
  node: string | null,
  what: Pick<HistoryEntry & { readonly kind: Kind }, "kind" | "data">,
) {
  return { at, node, attempt: 1, ...what };
}

/** One who sleeps after a bumpy first mail, one who was not sent the second, and one who is gone. */
export const dripRuns: readonly RunDetail[] = [
  {
    ...base,
    runId: "01JNA0000000000000000000A1",
    subjectId: "41",
    state: "waiting",
    reason: null,
    startedAt: "2026-03-02T08:05:00.000Z",
    endedAt: null,
    at: { node: "hi.wait", until: "2026-03-09T08:06:12.000Z", attempt: 1, error: null },
    history: [
      entry("2026-03-02T08:05:00.000Z", null, { kind: "enrolled", data: { reads: { signed_up_today: true } } }),
      entry("2026-03-02T08:05:01.000Z", "hi", {
        kind: "attempt failed",
        data: { error: "connect ECONNREFUSED 127.0.0.1:2525", retryAt: "2026-03-02T08:05:11.000Z" },
      }),
      entry("2026-03-02T08:05:40.000Z", "hi", { kind: "rescued", data: { lostWorker: "w-7f21" } }),
      entry("2026-03-02T08:06:12.000Z", "hi", { kind: "completed", data: { output: { to: "ada@example.com" } } }),
      entry("2026-03-02T08:06:12.000Z", "hi.wait", { kind: "waiting", data: { until: "2026-03-09T08:06:12.000Z" } }),
    ],
  },
  {
    ...base,
    runId: "01JNA0000000000000000000B2",
    subjectId: "42",
    state: "completed",
    reason: "completed",
    startedAt: "2026-02-20T08:05:00.000Z",
    endedAt: "2026-02-27T08:05:02.000Z",
    at: null,
    history: [
      entry("2026-02-20T08:05:00.000Z", null, { kind: "enrolled", data: { reads: { signed_up_today: true } } }),
      entry("2026-02-20T08:05:02.000Z", "hi", { kind: "completed", data: { output: { to: "grace@example.com" } } }),
      entry("2026-02-20T08:05:02.000Z", "hi.wait", { kind: "waiting", data: { until: "2026-02-27T08:05:02.000Z" } }),
      entry("2026-02-27T08:05:02.000Z", "upgrade.if", {
        kind: "decided",
        data: { reads: { upgraded: true }, verdict: false },
      }),
      entry("2026-02-27T08:05:02.000Z", "upgrade", { kind: "skipped", data: null }),
      entry("2026-02-27T08:05:02.000Z", null, { kind: "ended", data: { state: "completed", reason: "completed" } }),
    ],
  },
  {
    ...base,
    runId: "01JNA0000000000000000000C3",
    subjectId: "<img src=x onerror=alert(1)>",
    state: "canceled",
    reason: "subject gone",
    startedAt: "2026-02-20T08:05:00.000Z",
    endedAt: "2026-02-27T08:05:02.000Z",
    at: null,
    history: [
      entry("2026-02-20T08:05:00.000Z", null, { kind: "enrolled", data: { reads: { signed_up_today: true } } }),
      entry("2026-02-27T08:05:02.000Z", null, { kind: "ended", data: { state: "canceled", reason: "subject gone" } }),
    ],
  },
];
