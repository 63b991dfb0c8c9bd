import type { FlowIr, FlowSemantics, KernelNode } from "@flowline/ir";
import { diffFlows } from "@flowline/ir";
import { hashFlow } from "@flowline/ir/hash";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seedFlow } from "../../../../test/runtime/seed-flow.js";
import { pause, sendStep } from "../../../../test/support/kernel-nodes.js";
import { liveVariables } from "../../src/live/live-variables.js";
import { FLOW } from "../arbitrary/flow.js";

type Nodes = Readonly<Record<string, KernelNode>>;

const seed = seedFlow();

/** The seed flow with other semantics, hashed anew. */
function changed(semantics: Partial<FlowSemantics>, nodes: Nodes = seed.nodes): FlowIr {
  const flow = { ...seed, nodes, ...semantics };
  return { ...flow, live: liveVariables(flow), hash: hashFlow(flow) };
}

function node(id: string): KernelNode {
  const found = seed.nodes[id];
  if (found === undefined) throw new Error(`no node ${id}`);
  return found;
}

function without(...ids: readonly string[]): Nodes {
  return Object.fromEntries(Object.entries(seed.nodes).filter(([id]) => !ids.includes(id)));
}

const classes = (before: FlowIr, after: FlowIr): readonly string[] =>
  diffFlows(before, after).changes.map(({ class: gravity, node: at, what }) => `${gravity} ${at}: ${what}`);

const text = { scalar: "text", nullable: false } as const;
const to = { op: "field", name: "email", type: text } as const;

describe("diffFlows", () => {
  test("finds nothing between a flow and itself, whatever the flow", () => {
    const property = fc.property(FLOW, flow => {
      expect(diffFlows(flow, flow)).toMatchObject({ class: null, changes: [] });
      expect(diffFlows(flow, { ...flow, hash: "0".repeat(64) }).changes).toEqual([]);
    });
    fc.assert(property);
  });

  test("is hot where only retries are tuned", () => {
    const hi = node("hi");
    const retry = { attempts: 3, afterMs: [1000], factor: 2, maxMs: 60_000, jitter: 0, honorRetryAfter: true };
    const after = changed({}, { ...seed.nodes, hi: hi.kind === "step" ? { ...hi, retry } : hi });
    expect(classes(seed, after)).toEqual(["hot hi: retries, timeout or rate limit changed"]);
  });

  test("asks what becomes of those whose deadline changed", () => {
    expect(classes(seed, seedFlow({ waitMs: 432_000_000 }))).toEqual([
      "mapping hi.wait: its deadline changed from 7d to 5d",
    ]);
  });

  test("asks where those go whose node is gone, and tells what is rewired", () => {
    const hi = node("hi");
    const after = changed({}, { ...without("hi.wait"), hi: hi.kind === "step" ? { ...hi, next: "upgrade.if" } : hi });
    expect(diffFlows(seed, after).class).toBe("mapping");
    expect(classes(seed, after)).toEqual(["mapping hi.wait: removed", "automatic hi: leads elsewhere"]);
  });

  test("recognizes a node of the same content under another name", () => {
    const nodes: Nodes = {
      ...without("hi", "hi.wait"),
      hello: sendStep("hi", to, "hello.wait"),
      "hello.wait": pause(604_800_000, "upgrade.if"),
    };
    expect(classes(seed, changed({ entry: "hello" }, nodes))).toEqual([
      'mapping hi: seems to have become "hello"',
      'mapping hi.wait: seems to have become "hello.wait"',
    ]);
  });

  test("refuses a node whose kind became another", () => {
    const after = changed({}, { ...seed.nodes, "hi.wait": sendStep("hi.wait", to, "upgrade.if") });
    expect(classes(seed, after)).toEqual(["mapping hi.wait: was a wait and is a step"]);
  });

  test("adds steps without asking", () => {
    const nodes: Nodes = {
      ...seed.nodes,
      hi: sendStep("hi", to, "more"),
      more: sendStep("more", to, "hi.wait"),
    };
    expect(classes(seed, changed({}, nodes))).toEqual([
      "automatic hi: leads elsewhere",
      "automatic more: added (step)",
    ]);
  });

  test("sees that whoever waits lacks a value that the new version needs", () => {
    const written: KernelNode = {
      kind: "assign",
      set: [{ variable: "vars.plan", value: { op: "literal", type: text, value: "pro" } }],
      emit: [],
      next: "hi.wait",
    };
    const upgrade = sendStep("upgrade", { op: "variable", name: "vars.plan", type: text }, "end");
    const nodes: Nodes = { ...seed.nodes, hi: sendStep("hi", to, "hi.set"), "hi.set": written, upgrade };
    const after = changed({ variables: { "vars.plan": text } }, nodes);
    const incompatible = diffFlows(seed, after).changes.filter(change => change.class === "incompatible");
    expect(incompatible.map(({ node: at, what }) => [at, what])).toEqual([
      ["hi.wait", 'needs "vars.plan"'],
      ["upgrade", 'needs "vars.plan"'],
    ]);
  });

  test("sees that a node has moved into a body", () => {
    const nodes: Nodes = {
      ...without("hi.wait"),
      hi: sendStep("hi", to, "again"),
      again: {
        kind: "loop",
        body: "hi.wait",
        until: null,
        every: null,
        max: 3,
        out: null,
        next: "upgrade.if",
      },
      "hi.wait": pause(604_800_000, "again.end"),
      "again.end": { kind: "end", of: "again" },
    };
    const { changes } = diffFlows(seed, changed({}, nodes));
    expect(changes[0]).toMatchObject({
      class: "incompatible",
      node: "hi.wait",
      why: 'It stood in the flow itself and stands in the body of "again". Whoever is inside finishes in the old version.',
    });
  });

  test("tells of goals, limits, names, triggers and events", () => {
    const event = { payload: { object: {}, nullable: false }, subject: "user", id: null, keys: {} } as const;
    const goal = { name: "upgraded", kind: "goal", exits: true } as const;
    const watcher = { ...goal, on: { type: "predicate", when: { op: "literal", type: bool, value: true } } } as const;
    const before = changed({ events: { paid: event, seen: event } });
    const after = changed({
      flow: "renamed",
      watchers: [watcher],
      concurrency: [{ key: null, limit: 1, onFull: "queue" }],
      events: { paid: { ...event, subject: null }, seen: { ...event, payload: { any: true, nullable: true } } },
      trigger: { ...seed.trigger, reentry: "always" } as FlowSemantics["trigger"],
      onError: "end",
    });
    expect(classes(before, after)).toEqual([
      'mapping null: the event "paid" is correlated differently',
      'mapping null: was called "upgrade-drip"',
      "automatic null: onError added",
      'automatic null: the goal "upgraded" added',
      'automatic null: the payload of the event "seen" changed',
      "automatic null: the trigger changed",
      "hot null: the limits of concurrency changed",
    ]);
    expect(classes(after, before)).toContain('automatic null: the goal "upgraded" removed');
    expect(diffFlows(before, changed({ subject: null }, seed.nodes)).class).toBe("incompatible");
  });
});

const bool = { scalar: "boolean", nullable: false } as const;
