import { type ReactElement, useState } from "react";
import type { ClockView } from "../../api/types.js";
import { formatInstant } from "../../story/format-instant.js";
import { pushClock } from "../api/ask.js";
import { refreshAll } from "../api/use-polled.js";
import { tellDuration } from "./tell-time.js";

const DAY_MS = 86_400_000;

/** Flow time, how far it is ahead, and the buttons that push it. */
export function ClockWidget({ clock }: { readonly clock: ClockView | null }): ReactElement {
  const [pushing, setPushing] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const push = async (byMs: number): Promise<void> => {
    setPushing(true);
    const answer = await pushClock<ClockView>(byMs);
    setPushing(false);
    setProblem(answer.ok ? null : answer.message);
    refreshAll();
  };
  const fixed = clock !== null && !clock.development;
  const idle = clock === null || fixed || pushing;
  return (
    <section className="clock" aria-label="Clock">
      <div className="clock-face">
        <span className="clock-caption">Flow time</span>
        <time className="clock-time" dateTime={clock?.flowTime}>
          {clock === null ? "…" : formatInstant(clock.flowTime)}
        </time>
        <span className="clock-ahead">{clock === null ? "" : tellAhead(clock.offsetMs)}</span>
      </div>
      <div className="clock-buttons">
        <button type="button" disabled={idle} onClick={() => void push(DAY_MS)}>
          +1 day
        </button>
        <button type="button" disabled={idle} onClick={() => void push(7 * DAY_MS)}>
          +7 days
        </button>
      </div>
      {fixed && <p className="clock-note">Fixed: only a development database lets its clock be pushed.</p>}
      {problem !== null && (
        <p className="clock-note clock-problem" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}

function tellAhead(offsetMs: number): string {
  return offsetMs < 1000 ? "in step with real time" : `${tellDuration(offsetMs)} ahead`;
}
