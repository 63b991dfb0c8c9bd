import type { ReactElement } from "react";
import type { ClockView } from "../../api/types.js";
import type { Polled } from "../api/use-polled.js";
import { ALL_RUNS, printRoute, type Route } from "../route/route.js";
import { ClockWidget } from "./clock-widget.js";

/** The way to the three pages, and the clock. */
export function Header({ route, clock }: { readonly route: Route; readonly clock: Polled<ClockView> }): ReactElement {
  return (
    <header className="header">
      <a className="brand" href="#/" aria-label="Flowline studio">
        <Mark />
        <span>Flowline</span>
      </a>
      <nav className="tabs" aria-label="Pages">
        <Tab to={printRoute({ page: "flow", flow: null, node: null })} current={route.page === "flow"} name="Flow" />
        <Tab to={printRoute(ALL_RUNS)} current={route.page === "runs" || route.page === "run"} name="Runs" />
        <Tab
          to={printRoute({ page: "inbox", mailId: null, words: "" })}
          current={route.page === "inbox"}
          name="Inbox"
        />
      </nav>
      <ClockWidget clock={clock.value} />
    </header>
  );
}

function Tab({
  to,
  current,
  name,
}: {
  readonly to: string;
  readonly current: boolean;
  readonly name: string;
}): ReactElement {
  return (
    <a className="tab" href={to} aria-current={current ? "page" : undefined}>
      {name}
    </a>
  );
}

function Mark(): ReactElement {
  return (
    <svg className="mark" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
      <rect width="32" height="32" rx="9" className="mark-ground" />
      <path d="M10 9v4a4 4 0 0 0 4 4h4a4 4 0 0 1 4 4v2" className="mark-line" />
      <circle cx="10" cy="8.5" r="3" className="mark-start" />
      <circle cx="22" cy="23.5" r="3" className="mark-end" />
    </svg>
  );
}
