import type { ReactElement } from "react";
import type { RunDetailView } from "../../api/types.js";
import { formatInstantToSecond } from "../../story/format-instant.js";
import { type StoryLine, tellStory } from "../../story/tell-story.js";
import { usePolled } from "../api/use-polled.js";
import { EmptyState, Pending } from "../parts/notice.js";
import { StatePill } from "../parts/state-pill.js";
import { tellDistance } from "../parts/tell-time.js";
import { ALL_RUNS, printRoute } from "../route/route.js";

/** One run's story in words. */
export function RunPage({
  runId,
  flowTime,
}: {
  readonly runId: string;
  readonly flowTime: string | null;
}): ReactElement {
  const { value: run, problem } = usePolled<RunDetailView>(`/api/runs/${encodeURIComponent(runId)}`);
  if (problem?.code === "UNKNOWN_RUN") {
    return (
      <EmptyState title="There is no such run">
        <p>
          <a href={printRoute(ALL_RUNS)}>Show all runs</a>
        </p>
      </EmptyState>
    );
  }
  if (run === null) {
    return <Pending problem={problem} />;
  }
  return (
    <article className="run">
      <p className="eyebrow">
        <a href={printRoute(ALL_RUNS)}>Runs</a>
      </p>
      <div className="run-head">
        <h1>
          {run.subjectName} {run.subjectId}
        </h1>
        <StatePill state={run.state} />
      </div>
      <p className="run-sub">
        in <a href={printRoute({ page: "flow", flow: run.flow, node: run.at?.node ?? null })}>{run.flow}</a>, version{" "}
        <code title={run.hash}>{run.hash.slice(0, 10)}</code>, run <code>{run.runId}</code>
      </p>
      <ol className="story">
        {tellStory(run).map((line, index) => (
          // History only grows at its end, so a line's place is its name.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <Line key={index} line={line} until={line.at === null ? (run.at?.until ?? null) : null} flowTime={flowTime} />
        ))}
      </ol>
    </article>
  );
}

function Line(props: {
  readonly line: StoryLine;
  readonly until: string | null;
  readonly flowTime: string | null;
}): ReactElement {
  const { line, until, flowTime } = props;
  return (
    <li className={`line line-${line.tone} ${line.at === null ? "line-now" : ""}`}>
      {line.at === null ? (
        <span className="line-at">{until !== null && flowTime !== null ? tellDistance(until, flowTime) : "now"}</span>
      ) : (
        <time className="line-at" dateTime={line.at}>
          {formatInstantToSecond(line.at)}
        </time>
      )}
      <span className="line-text">{line.text}</span>
    </li>
  );
}
