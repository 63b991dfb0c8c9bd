import { describe, expect, it } from "vitest";
import { ALL_RUNS, parseRoute, printRoute, type Route } from "../../../src/web/route/route.js";

const routes: readonly Route[] = [
  { page: "flow", flow: null, node: null },
  { page: "flow", flow: "upgrade-drip", node: null },
  { page: "flow", flow: "a/b ?#&=%", node: "hi.wait & more" },
  ALL_RUNS,
  { page: "runs", flow: "drip", state: "waiting", subjectId: "a b&c", after: "x/y==" },
  { page: "run", runId: "01J/7 ?" },
  { page: "inbox", mailId: null, words: "" },
  { page: "inbox", mailId: "m 1", words: "ada@example.com" },
];

describe("routes", () => {
  it.each(routes)("reads back what it wrote: %j", route => {
    expect(parseRoute(printRoute(route))).toEqual(route);
  });

  it.each(["", "#", "#/", "#/nowhere/else", "nonsense"])("shows the flow page for %j", hash => {
    expect(parseRoute(hash)).toEqual({ page: "flow", flow: null, node: null });
  });

  it("ignores a state that does not exist", () => {
    expect(parseRoute("#/runs?state=asleep")).toEqual(ALL_RUNS);
  });

  it("takes a broken escape as it stands", () => {
    expect(parseRoute("#/runs/%zz")).toEqual({ page: "run", runId: "%zz" });
  });
});
