import { type ReactElement, useState } from "react";
import { type FlowOverviewView, RUN_STATES, type RunPageView, type RunSummaryView } from "../../api/types.js";
import { formatInstant } from "../../story/format-instant.js";
import { usePolled } from "../api/use-polled.js";
import { EmptyState, Pending } from "../parts/notice.js";
import { StatePill } from "../parts/state-pill.js";
import { tellDistance } from "../parts/tell-time.js";
import { ALL_RUNS, printRoute, type RunsQuery } from "../route/route.js";
import { replaceRoute } from "../route/use-route.js";

/** Runs, newest first, narrowed by flow, state and subject. */
export function RunsPage({
  query,
  flowTime,
}: {
  readonly query: RunsQuery;
  readonly flowTime: string | null;
}): ReactElement {
  const { value, problem } = usePolled<RunPageView>(`/api/runs?${toSearch(query)}`);
  return (
    <>
      <h1>Runs</h1>
      <Filters query={query} />
      {value === null && <Pending problem={problem} />}
      {value?.runs.length === 0 && <NoRuns query={query} />}
      {value !== null && value.runs.length > 0 && (
        <>
          <RunTable runs={value.runs} flowTime={flowTime} />
          <Pager query={query} next={value.next} />
        </>
      )}
    </>
  );
}

function toSearch(query: RunsQuery): string {
  const { flow, state, subjectId, after } = query;
  return new URLSearchParams({ flow, state, subjectId, after, limit: "50" }).toString();
}

function Filters({ query }: { readonly query: RunsQuery }): ReactElement {
  const { value } = usePolled<{ readonly flows: readonly FlowOverviewView[] }>("/api/flows");
  const names = new Set([...(value?.flows.map(one => one.flow) ?? []), ...(query.flow === "" ? [] : [query.flow])]);
  const narrow = (change: Partial<RunsQuery>): void => replaceRoute({ page: "runs", ...query, after: "", ...change });
  return (
    <search className="filters">
      <fieldset className="segments">
        <legend className="unseen">State</legend>
        {["" as const, ...RUN_STATES].map(state => (
          <button key={state} type="button" aria-pressed={query.state === state} onClick={() => narrow({ state })}>
            {state === "" ? "all" : state}
          </button>
        ))}
      </fieldset>
      {names.size > 1 && (
        <label className="field">
          <span>Flow</span>
          <select value={query.flow} onChange={event => narrow({ flow: event.target.value })}>
            <option value="">all</option>
            {[...names].map(name => (
              <option key={name}>{name}</option>
            ))}
          </select>
        </label>
      )}
      <SubjectField key={query.subjectId} subjectId={query.subjectId} onChoose={subjectId => narrow({ subjectId })} />
    </search>
  );
}

function SubjectField(props: {
  readonly subjectId: string;
  readonly onChoose: (subjectId: string) => void;
}): ReactElement {
  const [text, setText] = useState(props.subjectId);
  return (
    <label className="field">
      <span>Subject</span>
      <input
        type="search"
        placeholder="its key, then Enter"
        value={text}
        onChange={event => {
          setText(event.target.value);
          if (event.target.value === "") {
            props.onChoose("");
          }
        }}
        onKeyDown={event => {
          if (event.key === "Enter") {
            props.onChoose(text.trim());
          }
        }}
      />
    </label>
  );
}

function NoRuns({ query }: { readonly query: RunsQuery }): ReactElement {
  if (query.flow !== "" || query.state !== "" || query.subjectId !== "" || query.after !== "") {
    return (
      <EmptyState title="No run matches">
        <p>
          <a href={printRoute(ALL_RUNS)}>Show all runs</a>
        </p>
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No run yet">
      <p>
        A run begins when somebody satisfies a flow's audience. Add such a row to the application's table and wait up to
        a minute, or run <code>flow enroll</code> to look at once.
      </p>
    </EmptyState>
  );
}

function RunTable({
  runs,
  flowTime,
}: {
  readonly runs: readonly RunSummaryView[];
  readonly flowTime: string | null;
}): ReactElement {
  return (
    <div className="table-frame">
      <table className="runs">
        <thead>
          <tr>
            <th scope="col">Subject</th>
            <th scope="col">Flow</th>
            <th scope="col">State</th>
            <th scope="col">Where</th>
            <th scope="col">Began</th>
          </tr>
        </thead>
        <tbody>
          {runs.map(run => (
            <tr key={run.runId}>
              <th scope="row">
                <a className="row-link" href={printRoute({ page: "run", runId: run.runId })}>
                  {run.subjectName} {run.subjectId}
                </a>
              </th>
              <td>{run.flow}</td>
              <td>
                <StatePill state={run.state} />
              </td>
              <td>{tellWhere(run, flowTime)}</td>
              <td>
                <Instant at={run.startedAt} flowTime={flowTime} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function tellWhere(run: RunSummaryView, flowTime: string | null): string {
  if (run.at === null) {
    return run.state === "completed" ? "reached the end" : (run.reason ?? "");
  }
  const failed = run.at.error === null ? "" : `, failing: ${run.at.error}`;
  if (run.at.until === null) {
    return `${run.at.node}${failed}`;
  }
  const due =
    flowTime === null ? `until ${formatInstant(run.at.until)}` : `due ${tellDistance(run.at.until, flowTime)}`;
  return `${run.at.node}, ${due}${failed}`;
}

function Instant({ at, flowTime }: { readonly at: string; readonly flowTime: string | null }): ReactElement {
  return (
    <time dateTime={at} title={formatInstant(at)}>
      {flowTime === null ? formatInstant(at) : tellDistance(at, flowTime)}
    </time>
  );
}

function Pager({ query, next }: { readonly query: RunsQuery; readonly next: string | null }): ReactElement | null {
  if (query.after === "" && next === null) {
    return null;
  }
  return (
    <nav className="pager" aria-label="More runs">
      {query.after !== "" && <a href={printRoute({ page: "runs", ...query, after: "" })}>Newest</a>}
      {next !== null && <a href={printRoute({ page: "runs", ...query, after: next })}>Older</a>}
    </nav>
  );
}
