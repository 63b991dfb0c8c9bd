import type { FlowMeta, Json, KernelNode, NodeId, Row } from "@flowline/ir";

/**
 * What travels between the studio's server and its page. These are the shapes of the runtime's client, written again
 * over the IR alone: the page must not import the runtime, and the compiler proves in the server that the two agree.
 * Every instant is flow time, ISO 8601 UTC, unless its name says otherwise.
 */
export type RunStateView = "running" | "waiting" | "completed" | "failed" | "canceled";

/** The states in the order in which a person meets them. */
export const RUN_STATES: readonly RunStateView[] = ["running", "waiting", "completed", "failed", "canceled"];

/** One deployed flow in the list of flows. */
export interface FlowOverviewView {
  readonly flow: string;
  readonly hash: string;
  readonly deployedAt: string;
  readonly versions: number;
  readonly counts: Readonly<Record<RunStateView, number>>;
}

/** One deployed flow with its graph and the counts per node. */
export interface FlowDetailView extends FlowOverviewView {
  readonly entry: NodeId;
  readonly nodes: Readonly<Record<NodeId, KernelNode>>;
  readonly meta: FlowMeta;
  readonly live: Readonly<Record<NodeId, NodeCountsView>>;
}

/** How many cursors are at a node now, and what has become of those that passed. */
export interface NodeCountsView {
  readonly here: number;
  readonly completed: number;
  readonly skipped: number;
  readonly failing: number;
}

/** Runs, newest first; `next` is the `after` of the page that follows. */
export interface RunPageView {
  readonly runs: readonly RunSummaryView[];
  readonly next: string | null;
}

/** One run in a list. */
export interface RunSummaryView {
  readonly runId: string;
  readonly flow: string;
  readonly hash: string;
  readonly subjectName: string;
  readonly subjectId: string;
  readonly state: RunStateView;
  readonly reason: string | null;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly at: RunPlaceView | null;
}

/** Where a living run's cursor is, and until when it waits there. */
export interface RunPlaceView {
  readonly node: NodeId;
  readonly until: string | null;
  readonly attempt: number;
  readonly error: string | null;
}

/** One run with everything that happened to it, oldest first. */
export interface RunDetailView extends RunSummaryView {
  readonly history: readonly HistoryEntryView[];
  readonly meta: FlowMeta;
}

/** Something that happened to a run. */
export type HistoryEntryView =
  | HistoryBaseView<"enrolled", { readonly reads: Row }>
  | HistoryBaseView<"completed", { readonly output: Json }>
  | HistoryBaseView<"skipped", null>
  | HistoryBaseView<"waiting", { readonly until: string }>
  | HistoryBaseView<"decided", { readonly reads: Row; readonly verdict: boolean }>
  | HistoryBaseView<"attempt failed", { readonly error: string; readonly retryAt: string | null }>
  | HistoryBaseView<"rescued", { readonly lostWorker: string }>
  | HistoryBaseView<"ended", { readonly state: RunStateView; readonly reason: string }>;

/** What every entry of a history has. */
interface HistoryBaseView<Kind extends string, Data> {
  readonly kind: Kind;
  readonly at: string;
  readonly node: NodeId | null;
  readonly attempt: number;
  readonly data: Data;
}

/** Both clocks of the database. */
export interface ClockView {
  readonly flowTime: string;
  readonly realTime: string;
  /** How far flow time is ahead. */
  readonly offsetMs: number;
  /** Whether the clock may be pushed. */
  readonly development: boolean;
}

/** A mail in the list of the inbox: everything but its content. `receivedAt` is real time. */
export interface MailSummaryView {
  readonly id: string;
  readonly receivedAt: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly messageId: string;
}

/** A mail with its text. Its HTML is a page of its own, which only a sandboxed frame shows. */
export interface MailView extends MailSummaryView {
  readonly text: string;
  readonly hasHtml: boolean;
}

/** What the server answers where something went wrong. */
export interface ErrorView {
  readonly error: { readonly code: string; readonly message: string };
}
