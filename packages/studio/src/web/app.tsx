import { type ReactElement, useEffect, useRef } from "react";
import type { ClockView } from "../api/types.js";
import { usePolled } from "./api/use-polled.js";
import { FlowPage } from "./pages/flow-page.js";
import { InboxPage } from "./pages/inbox-page.js";
import { RunPage } from "./pages/run-page.js";
import { RunsPage } from "./pages/runs-page.js";
import { Header } from "./parts/header.js";
import type { Route } from "./route/route.js";
import { useRoute } from "./route/use-route.js";

/**
 * The whole page: header, a banner while something is down, and what the address asks for. The clock is asked on every
 * page, so its answer also tells whether database and server are there.
 */
export function App(): ReactElement {
  const route = useRoute();
  const clock = usePolled<ClockView>("/api/clock");
  const main = useRef<HTMLElement>(null);
  const page = route.page;
  const first = useRef(true);
  useEffect(() => {
    document.title = `${TITLES[page]} · Flowline studio`;
    // A keyboard or a screen reader must land in the new page, but a first load must not steal the focus.
    if (!first.current) {
      main.current?.focus({ preventScroll: true });
    }
    first.current = false;
  }, [page]);
  return (
    <div className="shell">
      <button type="button" className="skip-link" onClick={() => main.current?.focus()}>
        Skip to the page
      </button>
      <Header route={route} clock={clock} />
      {clock.problem !== null && (
        <div className="banner" role="alert">
          <strong>Out of touch.</strong> {clock.problem.message}
        </div>
      )}
      <main ref={main} id="main" tabIndex={-1} className={`page page-${page}`}>
        <Page route={route} flowTime={clock.value?.flowTime ?? null} />
      </main>
    </div>
  );
}

const TITLES: Readonly<Record<Route["page"], string>> = {
  flow: "Flow",
  runs: "Runs",
  run: "Run",
  inbox: "Inbox",
};

function Page({ route, flowTime }: { readonly route: Route; readonly flowTime: string | null }): ReactElement {
  switch (route.page) {
    case "flow":
      return <FlowPage flow={route.flow} node={route.node} flowTime={flowTime} />;
    case "runs":
      return <RunsPage query={route} flowTime={flowTime} />;
    case "run":
      return <RunPage runId={route.runId} flowTime={flowTime} />;
    case "inbox":
      return <InboxPage mailId={route.mailId} words={route.words} />;
  }
}
