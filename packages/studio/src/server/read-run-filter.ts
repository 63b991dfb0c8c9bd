import { RUN_STATES, type RunStateView } from "../api/types.js";
import { type Problem, problem } from "./problem.js";

/** What the list of runs can be narrowed to. */
export interface RunQuery {
  readonly flow?: string;
  readonly state?: RunStateView;
  readonly subjectId?: string;
  readonly after?: string;
  readonly limit?: number;
}

/** Reads the query of `GET /api/runs`. An empty value means the same as none, as a form sends it. */
export function readRunFilter(query: URLSearchParams): RunQuery | Problem {
  const texts: Record<string, string> = {};
  for (const name of ["flow", "subjectId", "after"]) {
    const value = query.get(name) ?? "";
    if (value.length > MAX_TEXT) {
      return problem(400, "BAD_QUERY", `\`${name}\` is longer than ${MAX_TEXT} characters.`);
    }
    if (value !== "") {
      texts[name] = value;
    }
  }
  const stateText = query.get("state") ?? "";
  const state = RUN_STATES.find(one => one === stateText);
  if (stateText !== "" && state === undefined) {
    return problem(400, "BAD_QUERY", `\`state\` must be one of ${RUN_STATES.join(", ")}.`);
  }
  const limitText = query.get("limit") ?? "";
  const limit = Number(limitText);
  if (limitText !== "" && (!/^\d{1,3}$/.test(limitText) || limit < 1 || limit > MAX_PAGE)) {
    return problem(400, "BAD_QUERY", `\`limit\` must be a whole number from 1 to ${MAX_PAGE}.`);
  }
  return { ...texts, ...(state === undefined ? {} : { state }), ...(limitText === "" ? {} : { limit }) };
}

const MAX_TEXT = 500;
const MAX_PAGE = 200;
