import type { Json, Row } from "@flowline/ir";
import type { HistoryEntry } from "../client/types.js";
import { HISTORY_KIND } from "./history-kind.js";

type Base = { readonly at: string; readonly node: string | null; readonly attempt: number };

/** Reads what the engine's own statements wrote into `history.data`. */
export function decodeHistoryData(kind: number, base: Base, data: unknown): HistoryEntry {
  switch (kind) {
    case HISTORY_KIND.enrolled:
      return { ...base, kind: "enrolled", data: data as { reads: Row } };
    case HISTORY_KIND.completed:
      return { ...base, kind: "completed", data: { output: data as Json } };
    case HISTORY_KIND.skipped:
      return { ...base, kind: "skipped", data: null };
    case HISTORY_KIND.waiting:
      return { ...base, kind: "waiting", data: { until: isoInstant((data as { until: string }).until) } };
    case HISTORY_KIND.decided:
      return { ...base, kind: "decided", data: data as { reads: Row; verdict: boolean } };
    case HISTORY_KIND["attempt failed"]: {
      const { error, retryAt } = data as { error: string; retryAt: string | null };
      return {
        ...base,
        kind: "attempt failed",
        data: { error, retryAt: retryAt === null ? null : isoInstant(retryAt) },
      };
    }
    case HISTORY_KIND.rescued:
      return { ...base, kind: "rescued", data: data as { lostWorker: string } };
    default:
      throw new Error(`invariant: history has no kind ${kind}`);
  }
}

/** Postgres writes `2026-11-24T15:00:00.123456+00:00` into JSON; everything that leaves the client is cut to milliseconds. */
function isoInstant(text: string): string {
  return new Date(text).toISOString();
}
