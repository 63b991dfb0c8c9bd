import type { FlowIr, Row } from "@flowline/ir";
import { createOracle, type Handlers, type Oracle, type OracleOptions, type StepCall } from "@flowline/testing";
import { plainEvent, START, userEvent } from "./make-flow.js";

export const ada: Row = { id: "ada", email: "ada@example.com", upgraded: false, plan: "free", zone: null, due: null };

/** An oracle with one user, `ada`, and the events that the tests speak of. */
export function startOracle(flows: FlowIr | readonly FlowIr[], options: Partial<OracleOptions> = {}): Oracle {
  return createOracle({
    flows: Array.isArray(flows) ? flows : [flows as FlowIr],
    events: { paid: userEvent, opened: userEvent, left: userEvent, news: plainEvent },
    subjects: { user: [ada] },
    startAt: START,
    ...options,
  });
}

/** Handlers that fail for the nodes named, for good, and take no time. */
export function failingAt(...nodes: readonly string[]): Handlers {
  const answer = ({ node }: StepCall) =>
    nodes.includes(node) ? { error: { message: `${node} broke` } } : { output: `${node} done` };
  return { do: answer, send: answer };
}

/** What happened, as short words: `completed a`, `ended failed`. */
export function story(oracle: Oracle, ...whats: readonly string[]): readonly string[] {
  return oracle
    .history()
    .filter(({ what }) => whats.length === 0 || whats.includes(what))
    .map(entry => {
      if (entry.what === "ended") return `ended ${entry.outcome}`;
      if (entry.what === "goal") return `goal ${entry.name}`;
      return "node" in entry ? `${entry.what} ${entry.node}` : entry.what;
    });
}
