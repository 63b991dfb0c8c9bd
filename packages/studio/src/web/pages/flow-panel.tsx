import type { ReactElement } from "react";
import { type FlowDetailView, RUN_STATES } from "../../api/types.js";
import { formatInstant } from "../../story/format-instant.js";
import type { Graph } from "../graph/graph.js";
import { Count } from "../parts/count.js";
import { countLines } from "../parts/count-lines.js";
import { tellCount, tellDistance } from "../parts/tell-time.js";
import { ALL_RUNS, printRoute } from "../route/route.js";

/** What is known of the flow as a whole. */
export function FlowPanel(props: {
  readonly flow: FlowDetailView;
  readonly graph: Graph;
  readonly flowTime: string | null;
}): ReactElement {
  const { flow, graph, flowTime } = props;
  const total = RUN_STATES.reduce((sum, state) => sum + flow.counts[state], 0);
  return (
    <>
      <div className="panel-name">
        <p className="eyebrow">flow</p>
        <h2 className="panel-title">{flow.flow}</h2>
        <code className="place">{flow.meta.file}</code>
      </div>
      <ul className="states" aria-label="Runs by state">
        {RUN_STATES.map(state => (
          <li key={state}>
            <a href={printRoute({ ...ALL_RUNS, flow: flow.flow, state })} className={`state state-${state}`}>
              <span className="state-name">{state}</span>
              <Count value={flow.counts[state]} />
            </a>
          </li>
        ))}
      </ul>
      {total === 0 && (
        <p className="hint">
          Nobody has entered yet. Whoever satisfies <code>{flow.meta.trigger.label}</code> enters within a minute: add a
          row to the application's table, or ask <code>flow plan {flow.flow}</code> who would.
        </p>
      )}
      <Elsewhere graph={graph} />
      <dl className="facts">
        <dt>Who enters</dt>
        <dd>
          <code>{flow.meta.trigger.label}</code>
        </dd>
        <dt>Deployed</dt>
        <dd>
          <time dateTime={flow.deployedAt} title={formatInstant(flow.deployedAt)}>
            {flowTime === null ? formatInstant(flow.deployedAt) : tellDistance(flow.deployedAt, flowTime)}
          </time>
        </dd>
        <dt>Version</dt>
        <dd>
          <code title={flow.hash}>{flow.hash.slice(0, 10)}</code>
          {flow.versions > 1 && ` of ${tellCount(flow.versions)} so far`}
        </dd>
      </dl>
      <p className="hint">Choose a node to see where it comes from.</p>
    </>
  );
}

/** An edit must not make people invisible who wait at a node that is gone. */
function Elsewhere({ graph }: { readonly graph: Graph }): ReactElement | null {
  const living = graph.elsewhere.filter(({ counts }) => counts.here > 0);
  if (living.length === 0) {
    return null;
  }
  return (
    <div className="elsewhere">
      <h3>At nodes of earlier versions</h3>
      <ul>
        {living.map(({ id, counts }) => (
          <li key={id}>
            <code>{id}</code>{" "}
            {countLines({ kind: "step", word: "send", counts })
              .map(line => `${tellCount(line.count)} ${line.words}`)
              .join(", ")}
          </li>
        ))}
      </ul>
    </div>
  );
}
