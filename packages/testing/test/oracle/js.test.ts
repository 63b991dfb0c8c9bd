import { expect, test } from "vitest";
import { assign, end, makeFlow } from "../support/make-flow.js";
import { startOracle } from "../support/start-oracle.js";

const asked = { op: "js", name: "start.set#x", type: { any: true, nullable: true }, reads: [] } as const;
const flow = makeFlow({ nodes: { set: assign("end", { "vars.x": asked }), end: end() }, entry: "set" });

test("an author's own function is run by whoever is given for it, else refused in a sentence", () => {
  const oracle = startOracle(flow, { handlers: { js: name => `told by ${name}` } });
  const id = oracle.start(flow.flow, { subject: "u1" });
  expect(oracle.run(id).state).toBe("completed");
  const alone = startOracle(flow, {});
  expect(() => alone.start(flow.flow, { subject: "u1" })).toThrow('The function "start.set#x" is an author\'s own');
});
