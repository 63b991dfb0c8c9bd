import { describe, expect, it } from "vitest";
import { readRunFilter } from "../../src/server/read-run-filter.js";

describe("readRunFilter", () => {
  it("reads every part", () => {
    const query = new URLSearchParams({ flow: "drip", state: "waiting", subjectId: "41", after: "x", limit: "200" });
    expect(readRunFilter(query)).toEqual({ flow: "drip", state: "waiting", subjectId: "41", after: "x", limit: 200 });
  });

  it("takes what is empty as not given", () => {
    expect(readRunFilter(new URLSearchParams("flow=&state=&subjectId=&after=&limit="))).toEqual({});
  });

  it.each(["state=asleep", "limit=0", "limit=201", "limit=-1", "limit=1.5", "limit=x", `flow=${"x".repeat(501)}`])(
    "refuses %s",
    query => {
      expect(readRunFilter(new URLSearchParams(query))).toMatchObject({ status: 400 });
    },
  );
});
