import { type ReactElement, useMemo } from "react";
import type { FlowDetailView, FlowOverviewView } from "../../api/types.js";
import { usePolled } from "../api/use-polled.js";
import { toGraph } from "../graph/to-graph.js";
import { Findings } from "../parts/findings.js";
import { EmptyState, Pending } from "../parts/notice.js";
import { printRoute } from "../route/route.js";
import { FlowCanvas } from "./flow-canvas.js";
import { FlowPanel } from "./flow-panel.js";
import { NodePanel } from "./node-panel.js";

/** A flow's graph with live counts. Without a name in the address it shows the first flow. */
export function FlowPage(props: {
  readonly flow: string | null;
  readonly node: string | null;
  readonly flowTime: string | null;
}): ReactElement {
  const { value, problem } = usePolled<{ readonly flows: readonly FlowOverviewView[] }>("/api/flows");
  const flows = value?.flows ?? [];
  const name = props.flow ?? flows[0]?.flow ?? null;
  return (
    <>
      <h1 className="unseen">Flow</h1>
      <Findings />
      {value === null && name === null && <Pending problem={problem} />}
      {value !== null && name === null && <NoFlow />}
      {flows.length > 1 && <FlowTabs flows={flows} current={name} />}
      {name !== null && <FlowView key={name} name={name} node={props.node} flowTime={props.flowTime} />}
    </>
  );
}

function NoFlow(): ReactElement {
  return (
    <EmptyState title="No flow is deployed yet">
      <p>
        Write one into the project's <code>flows</code> folder and save it. <code>flow dev</code> compiles and deploys
        it, and it appears here.
      </p>
      <pre className="sample">{SAMPLE}</pre>
    </EmptyState>
  );
}

const SAMPLE = `import { send } from "flowline";

export default send("hi", user => user.signed_up_today)
  .waitFor("7d")
  .send("upgrade", user => !user.upgraded);`;

function FlowTabs(props: {
  readonly flows: readonly FlowOverviewView[];
  readonly current: string | null;
}): ReactElement {
  return (
    <nav className="flow-tabs" aria-label="Flows">
      {props.flows.map(({ flow }) => (
        <a
          key={flow}
          href={printRoute({ page: "flow", flow, node: null })}
          aria-current={flow === props.current ? "page" : undefined}
        >
          {flow}
        </a>
      ))}
    </nav>
  );
}

function FlowView(props: {
  readonly name: string;
  readonly node: string | null;
  readonly flowTime: string | null;
}): ReactElement {
  const { value: flow, problem } = usePolled<FlowDetailView>(`/api/flows/${encodeURIComponent(props.name)}`);
  const graph = useMemo(() => (flow === null ? null : toGraph(flow)), [flow]);
  if (flow === null || graph === null) {
    return <Pending problem={problem} />;
  }
  const chosen = graph.nodes.find(node => node.id === props.node);
  return (
    <div className="flow">
      <FlowCanvas flow={flow.flow} graph={graph} chosen={chosen?.id ?? null} />
      <aside className="panel" aria-label={chosen === undefined ? "Flow" : "Node"}>
        {chosen === undefined ? (
          <FlowPanel flow={flow} graph={graph} flowTime={props.flowTime} />
        ) : (
          <NodePanel key={chosen.id} flow={flow} node={chosen} />
        )}
      </aside>
    </div>
  );
}
