import type { Expression, FlowIr, KernelNode } from "@flowline/ir";
import { describe, expect, it } from "vitest";
import { assign, decide, end, fork, join, lit, makeFlow, same, step, variable, yes } from "../support/make-flow.js";
import { failingAt, startOracle } from "../support/start-oracle.js";

type Status = "ran" | "skipped" | "failed" | "canceled";

/** What the child of a dag says of itself. */
interface Child {
  readonly ifSkipped?: "run";
  readonly ifFailed?: "run" | "skip";
  readonly skipIf?: Expression;
  readonly cancelIf?: Expression;
  readonly when?: Expression;
}

const is = (task: string, status: Status): Expression => same(variable(`status.${task}`), lit(status));
const either = (...all: readonly Expression[]): Expression => all.reduce((left, right) => ({ op: "or", left, right }));

/**
 * Two parents `p` and `q`, a child `c` of both, and `x`, which is a child of `q` alone: written with the kernel as the semantics page
 * says. A parent comes to what the test says: it fails by its handler, the others are decided before it.
 */
function dag(parents: Readonly<Record<"p" | "q", Status>>, child: Child): FlowIr {
  const task = (name: string, next: string): Readonly<Record<string, KernelNode>> => ({
    [name]: step(`${name}.ran`, { failed: `${name}.failed` }),
    ...Object.fromEntries(
      (["ran", "skipped", "failed", "canceled"] as const).map(status => [
        `${name}.${status}`,
        assign(next, { [`status.${name}`]: lit(status) }),
      ]),
    ),
  });
  const begin = (name: "p" | "q"): string =>
    parents[name] === "ran" || parents[name] === "failed" ? name : `${name}.${parents[name]}`;
  const failed = either(is("p", "failed"), is("q", "failed"));
  const canceled = either(is("p", "canceled"), is("q", "canceled"));
  const skipped = either(is("p", "skipped"), is("q", "skipped"));
  const bad = either(failed, canceled);
  const badArm = child.ifFailed === "run" ? "c.own" : child.ifFailed === "skip" ? "c.skipped" : "c.canceled";
  return makeFlow({
    nodes: {
      d: fork("d.join", { p: begin("p"), q: begin("q") }),
      ...task("p", "c.join"),
      ...task("q", "q.fork"),
      "q.fork": fork("d.join", { c: "c.join", x: "x" }, false),
      ...task("x", "d.join"),
      "c.join": join("c.bad", 2, { closes: false }),
      "c.bad": decide({ bad: [bad, badArm] }, "c.parents"),
      "c.parents": decide(child.ifSkipped === "run" ? {} : { skipped: [skipped, "c.skipped"] }, "c.own"),
      "c.own": decide(
        {
          ...(child.skipIf === undefined ? {} : { skip: [child.skipIf, "c.skipped"] as const }),
          ...(child.cancelIf === undefined ? {} : { cancel: [child.cancelIf, "c.canceled"] as const }),
          ...(child.when === undefined
            ? {}
            : { unless: [{ op: "not", of: child.when } as const, "c.skipped"] as const }),
        },
        "c",
      ),
      ...task("c", "d.join"),
      "d.join": join("end", 2),
      end: end(),
    },
  });
}

function statusOfChild(parents: Readonly<Record<"p" | "q", Status>>, child: Child): unknown {
  const broken = (["p", "q"] as const).filter(name => parents[name] === "failed");
  const oracle = startOracle(dag(parents, child), { handlers: failingAt(...broken) });
  const run = oracle.run(oracle.start("f", { subject: "ada" }));
  expect(run.state).toBe("completed");
  expect(run.variables["status.x"]).toBe("ran");
  expect(oracle.history().filter(entry => entry.what === "arrived" && entry.node === "c.bad")).toHaveLength(1);
  return run.variables["status.c"];
}

const table = [
  ["ran", { default: "ran", skipRun: "ran", failRun: "ran", failSkip: "ran" }],
  ["skipped", { default: "skipped", skipRun: "ran", failRun: "skipped", failSkip: "skipped" }],
  ["failed", { default: "canceled", skipRun: "canceled", failRun: "ran", failSkip: "skipped" }],
  ["canceled", { default: "canceled", skipRun: "canceled", failRun: "ran", failSkip: "skipped" }],
] as const;
const settings = {
  default: {},
  skipRun: { ifSkipped: "run" },
  failRun: { ifFailed: "run" },
  failSkip: { ifFailed: "skip" },
} as const;

describe("a dag's child, by what became of a parent", () => {
  for (const [status, row] of table) {
    for (const [setting, expected] of Object.entries(row)) {
      it(`one ${status}, ${setting}: ${expected}`, () => {
        const child: Child = settings[setting as keyof typeof settings];
        expect(statusOfChild({ p: status, q: "ran" }, child)).toBe(expected);
        expect(statusOfChild({ p: "ran", q: status }, child)).toBe(expected);
      });
    }
  }

  it("looks at failed and canceled parents before skipped ones", () => {
    expect(statusOfChild({ p: "skipped", q: "failed" }, {})).toBe("canceled");
    expect(statusOfChild({ p: "skipped", q: "failed" }, { ifFailed: "run" })).toBe("ran");
    expect(statusOfChild({ p: "skipped", q: "failed" }, { ifSkipped: "run" })).toBe("canceled");
    expect(statusOfChild({ p: "skipped", q: "canceled" }, { ifFailed: "skip", ifSkipped: "run" })).toBe("skipped");
  });

  it("then asks skipIf, cancelIf and when, in this order", () => {
    const parents = { p: "ran", q: "ran" } as const;
    expect(statusOfChild(parents, { skipIf: yes, cancelIf: yes })).toBe("skipped");
    expect(statusOfChild(parents, { cancelIf: yes, when: lit(false) })).toBe("canceled");
    expect(statusOfChild(parents, { when: lit(false) })).toBe("skipped");
    expect(statusOfChild(parents, { when: yes })).toBe("ran");
  });
});
