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
  return (
    <section className="clock" aria-label="Clock">
      <div className="clock-face">
        <p className="clock-caption">
          Flow time{clock === null ? "" : ", "}
          <span className={clock !== null && isAhead(clock) ? "clock-ahead" : ""}>
            {clock === null ? "" : tellAhead(clock)}
          </span>
        </p>
        <time className="clock-time" dateTime={clock?.flowTime}>
          {clock === null ? "…" : formatInstant(clock.flowTime)}
        </time>
      </div>
      {clock !== null && !clock.development ? (
        <p className="clock-note">Only the clock of a development database can be pushed.</p>
      ) : (
        <div className="clock-buttons">
          <button type="button" disabled={clock === null || pushing} onClick={() => void push(DAY_MS)}>
            +1 day
          </button>
          <button type="button" disabled={clock === null || pushing} onClick={() => void push(7 * DAY_MS)}>
            +7 days
          </button>
        </div>
      )}
      {problem !== null && (
        <p className="clock-problem" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}

function isAhead(clock: ClockView): boolean {
  return clock.offsetMs >= 1000;
}

function tellAhead(clock: ClockView): string {
  return isAhead(clock) ? `${tellDuration(clock.offsetMs)} ahead` : "in step with real time";
}
