import type { Editability, KernelNode } from "@flowline/ir";
import type { ReactElement, ReactNode } from "react";
import type { FlowDetailView } from "../../api/types.js";
import type { GraphNode, GraphNodeKind } from "../graph/graph.js";
import { Count } from "../parts/count.js";
import { countLines } from "../parts/count-lines.js";
import { KindIcon } from "../parts/kind-icon.js";
import { tellDuration } from "../parts/tell-time.js";
import { ALL_RUNS, printRoute } from "../route/route.js";

/** What is known of one node: its counts, what it does, where it was written, and whether a canvas could edit it. */
export function NodePanel({ flow, node }: { readonly flow: FlowDetailView; readonly node: GraphNode }): ReactElement {
  const lines = countLines(node);
  return (
    <>
      <div className="panel-head">
        <p className={`eyebrow kind-${node.kind}`}>
          <KindIcon kind={node.kind} /> {node.word}
        </p>
        <a className="close" href={printRoute({ page: "flow", flow: flow.flow, node: null })}>
          Back to the flow
        </a>
      </div>
      <h2 className="panel-title">{node.label}</h2>
      {lines.length === 0 && node.kind !== "decide" && <p className="hint">Nobody has come by here yet.</p>}
      {lines.length > 0 && (
        <ul className="node-counts">
          {lines.map(line => (
            <li key={line.words} className={`tone-${line.tone}`}>
              <Count value={line.count} />
              <span>{line.words}</span>
            </li>
          ))}
        </ul>
      )}
      <dl className="facts">
        <Fact name="What it does">{PURPOSES[node.kind]}</Fact>
        {factsOf(flow.nodes[node.id])}
        <Fact name="Source">
          <code className="place">{node.place ?? "made by the compiler"}</code>
        </Fact>
        <Fact name="Editing">{tellEditability(node.editability)}</Fact>
        <Fact name="Id">
          <code>{node.id}</code>
        </Fact>
      </dl>
      <a className="more" href={printRoute({ ...ALL_RUNS, flow: flow.flow })}>
        Runs of {flow.flow}
      </a>
    </>
  );
}

const PURPOSES: Readonly<Record<GraphNodeKind, string>> = {
  audience: "Finds the subjects for whom this holds, and enrols each of them once.",
  step: "Touches the outside world or runs your code. It is tried again when that fails.",
  wait: "Lies as one row in Postgres, without a process, until its time or what it waits for has come.",
  decide: "Reads the subject again on arrival and decides once. What was read is kept.",
  assign: "Sets variables of the run or reports events, in the commit itself.",
  fork: "Goes on in several places at once.",
  join: "Goes on when enough of the places before it are done; what is left of them is canceled.",
  map: "Runs its body once for each item of a list.",
  loop: "Runs its body again and again.",
  call: "Starts a run of another flow.",
  scope: "Catches what fails inside, and undoes what was done.",
  exit: "Ends the run from wherever it stands.",
  end: "The run is finished.",
};

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactElement {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function factsOf(node: KernelNode | undefined): ReactElement | null {
  if (node?.kind === "wait" && node.until?.type === "duration") {
    return <Fact name="Sleeps">{tellDuration(node.until.ms)}</Fact>;
  }
  if (node?.kind === "decide" && node.guards !== null) {
    return <Fact name="Guards">{node.guards}</Fact>;
  }
  if (node?.kind === "step" && node.action.type === "send") {
    return (
      <>
        <Fact name="Message">
          <code>{node.action.message}</code> by {node.action.channel}
        </Fact>
        <Fact name="Reads">{node.action.reads.join(", ") || "nothing"}</Fact>
      </>
    );
  }
  return null;
}

function tellEditability(editability: Editability): string {
  switch (editability.kind) {
    case "literal":
      return "Written as a literal: a canvas can edit it.";
    case "config":
      return "Comes from a setting: edit it there.";
    case "locked":
      return `Only in the source: ${editability.reason}`;
  }
}
