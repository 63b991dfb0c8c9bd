import type { Json } from "@flowline/ir";
import { createOracle, type HistoryEntry, type Oracle, type StepCall } from "@flowline/testing";
import type { CompiledFixture } from "./compile-fixture.js";

const START_MS = Date.parse("2025-03-03T09:00:00Z");
const MINUTE_MS = 60_000;

/** What happens around one order. */
export interface OrderStory {
  readonly order?: Readonly<Record<string, Json>>;
  readonly lines?: readonly string[];
  /** How long a body runs, in minutes. Default: 10. */
  readonly minutes?: (call: StepCall) => number;
  /** What a body gives. Default: null. */
  readonly output?: (call: StepCall) => Json;
}

/** An oracle in which the order "o1" has just been placed, and nobody but one flow and its children listens. */
export function placeOrder(fixture: CompiledFixture, name: string, story: OrderStory = {}): Oracle {
  const { order = {}, lines = [], minutes = () => 10, output = () => null } = story;
  const file = fixture.flow(name).meta.file;
  const oracle = createOracle({
    flows: fixture.flows.filter(({ meta }) => meta.file === file),
    events: fixture.events,
    subjects: {
      order: [
        { id: "o1", email: "ada@example.com", payment: "card", gift: false, abroad: false, fragile: false, ...order },
      ],
    },
    startAt: START_MS,
    handlers: { do: call => ({ output: output(call), takesMs: minutes(call) * MINUTE_MS }) },
  });
  oracle.emit("order.placed", { orderId: "o1", lines: [...lines] });
  return oracle;
}

/** An event about the order, so many minutes after it was placed; the rest is its payload. */
export type Happening = Readonly<Record<string, Json>> & { readonly at: number; readonly event: string };

/** Has an event happen. */
export function happen(oracle: Oracle, { at, event, ...payload }: Happening): void {
  oracle.at(START_MS + at * MINUTE_MS, () => oracle.emit(event, { orderId: "o1", ...payload }));
}

/** Lets everything happen that is due within a year, and tells minute by minute what became of bodies: `10 ended pick`. */
export function play(oracle: Oracle): readonly string[] {
  oracle.advanceToEnd(START_MS + 365 * 24 * 60 * MINUTE_MS);
  return oracle.history().flatMap(entry => tell(entry) ?? []);
}

function tell(entry: HistoryEntry): string | null {
  const at = (entry.atMs - START_MS) / MINUTE_MS;
  switch (entry.what) {
    case "began":
      return `${at} began ${entry.node}`;
    case "completed":
      return `${at} ended ${entry.node}${typeof entry.output === "string" ? `: ${entry.output}` : ""}`;
    case "skipped":
      return `${at} skipped ${entry.node}`;
    case "canceled":
      return `${at} canceled ${entry.node}`;
    case "ended":
      return `${at} ${entry.flow} ${entry.outcome}`;
    default:
      return null;
  }
}
