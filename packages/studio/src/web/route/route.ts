import { RUN_STATES, type RunStateView } from "../../api/types.js";

/** What the page shows; the whole of it stands in the address, so that reload and back work. */
export type Route =
  | { readonly page: "flow"; readonly flow: string | null; readonly node: string | null }
  | ({ readonly page: "runs" } & RunsQuery)
  | { readonly page: "run"; readonly runId: string }
  | { readonly page: "inbox"; readonly mailId: string | null; readonly words: string };

/** How the list of runs is narrowed; the empty text means: not. */
export interface RunsQuery {
  readonly flow: string;
  readonly state: RunStateView | "";
  readonly subjectId: string;
  readonly after: string;
}

/** The list of runs without any narrowing. */
export const ALL_RUNS: Route & { readonly page: "runs" } = Object.freeze({
  page: "runs",
  flow: "",
  state: "",
  subjectId: "",
  after: "",
});

/** Reads the address's fragment. What it does not know is the flow page. */
export function parseRoute(hash: string): Route {
  const [path = "", search = ""] = hash.replace(/^#/, "").split("?", 2);
  const query = new URLSearchParams(search);
  const [page, id] = path.split("/").filter(Boolean).map(decode);
  if (page === "runs") {
    return id === undefined ? parseRuns(query) : { page: "run", runId: id };
  }
  if (page === "inbox") {
    return { page: "inbox", mailId: id ?? null, words: query.get("q") ?? "" };
  }
  return { page: "flow", flow: page === "flow" ? (id ?? null) : null, node: query.get("node") };
}

function parseRuns(query: URLSearchParams): Route {
  return {
    page: "runs",
    flow: query.get("flow") ?? "",
    state: RUN_STATES.find(state => state === query.get("state")) ?? "",
    subjectId: query.get("subject") ?? "",
    after: query.get("after") ?? "",
  };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Writes the fragment that `parseRoute` reads. */
export function printRoute(route: Route): string {
  switch (route.page) {
    case "flow":
      return route.flow === null
        ? "#/"
        : `#/flow/${encodeURIComponent(route.flow)}${printQuery({ node: route.node ?? "" })}`;
    case "runs":
      return `#/runs${printQuery({ flow: route.flow, state: route.state, subject: route.subjectId, after: route.after })}`;
    case "run":
      return `#/runs/${encodeURIComponent(route.runId)}`;
    case "inbox":
      return `#/inbox${route.mailId === null ? "" : `/${encodeURIComponent(route.mailId)}`}${printQuery({ q: route.words })}`;
  }
}

function printQuery(values: Readonly<Record<string, string>>): string {
  const given = Object.entries(values).filter(([, value]) => value !== "");
  return given.length === 0 ? "" : `?${new URLSearchParams(given).toString()}`;
}
