import type { EventIr, Expression, FlowIr, FlowSemantics, KernelNode, NodeMeta, Trigger, Watcher } from "@flowline/ir";
import { liveVariables } from "@flowline/ir";
import { hashFlow } from "@flowline/ir/hash";
import fc from "fast-check";
import { EVENTS, PORTABLE, SUBJECT } from "./flow-parts.js";
import { beginLowering } from "./lower-program.js";
import { nameProgram } from "./name-program.js";
import { type Block, blockArbitrary } from "./program.js";

export { FIELDS } from "./flow-parts.js";

/** How large random flows are. */
export interface FlowArbitraryOptions {
  /** How deeply blocks lie in one another. */
  readonly depth?: number;
  /** How many statements the outermost block has at most. */
  readonly length?: number;
}

/** Sound flows of every trigger and every kind of node; the same seed gives the same flow. */
export function flowArbitrary({ depth = 2, length = 4 }: FlowArbitraryOptions = {}): fc.Arbitrary<FlowIr> {
  const main = blockArbitrary({ depth, length });
  const shape = fc.record({
    main,
    onError: fc.option(blockArbitrary({ depth: 0, length: 2 })),
    trigger: fc.constantFrom("audience" as const, "event" as const, "schedule" as const, "manual" as const),
    watched: fc.subarray(["goal", "exit", "event"] as const),
    predicate: fc.constantFrom(...PORTABLE),
    limited: fc.boolean(),
  });
  return shape.map(flowOf);
}

/** Sound flows of a middling size. */
export const FLOW: fc.Arbitrary<FlowIr> = flowArbitrary();

interface Shape {
  readonly main: Block;
  readonly onError: Block | null;
  readonly trigger: Trigger["type"];
  readonly watched: readonly ("goal" | "exit" | "event")[];
  readonly predicate: Expression;
  readonly limited: boolean;
}

function flowOf(shape: Shape): FlowIr {
  const { main, onError } = shape;
  const hasSubject = shape.trigger === "audience" || shape.trigger === "event";
  const names = nameProgram(onError === null ? [main] : [main, onError]);
  const lowering = beginLowering(names, { hasSubject, keys: shape.trigger === "event" ? ["order"] : [] });
  lowering.nodes.set("end", { kind: "end", of: null });
  const place = { next: "end", own: "vars.shared" };
  const entry = lowering.block(main, place);
  const onErrorEntry = onError === null ? null : lowering.block(onError, place);
  const nodes: Readonly<Record<string, KernelNode>> = Object.fromEntries(lowering.nodes);
  const watchers = hasSubject ? shape.watched.map(kind => watcherOf(kind, shape.predicate)) : [];
  const trigger = triggerOf(shape);
  return completed({
    flow: "drip",
    subject: hasSubject ? SUBJECT : null,
    trigger,
    events: eventsOf(trigger, watchers, Object.values(nodes)),
    watchers,
    onError: onErrorEntry,
    concurrency: shape.limited ? [{ key: null, limit: 2, onFull: "queue" }] : [],
    variables: Object.fromEntries(names.variables),
    entry,
    nodes,
  });
}

/** The flow with its hash, its live variables and metadata of the plainest kind. */
export function completed(semantics: FlowSemantics): FlowIr {
  const meta = {
    file: "flows/drip.ts",
    trigger: metaOf(semantics.trigger.type),
    watchers: Object.fromEntries(semantics.watchers.map(({ name }) => [name, metaOf(name)])),
    nodes: Object.fromEntries(Object.keys(semantics.nodes).map(name => [name, metaOf(`node ${name}`)])),
    notes: [{ text: "a remark", before: semantics.entry }],
  };
  return { irVersion: 0, hash: hashFlow(semantics), ...semantics, live: liveVariables(semantics), meta };
}

function metaOf(label: string): NodeMeta {
  const from = [{ journey: "win-back", span: null }];
  return { word: "send", label, span: null, editability: { kind: "config" }, from, groups: ["a", "b"] };
}

function triggerOf({ trigger, predicate }: Shape): Trigger {
  switch (trigger) {
    case "audience":
      return { type: "audience", predicate, reentry: "once" };
    case "event":
      return {
        type: "event",
        event: "order.paid",
        where: predicate,
        keys: ["order"],
        again: "queue",
        reentry: { afterMs: 1000 },
      };
    case "schedule":
      return { type: "schedule", cron: "0 9 * * 1", zone: "Europe/Berlin" };
    case "manual":
      return { type: "manual", input: { object: { id: { scalar: "text", nullable: false } }, nullable: false } };
  }
}

function watcherOf(kind: "goal" | "exit" | "event", predicate: Expression): Watcher {
  if (kind !== "event") {
    return { name: kind, kind, on: { type: "predicate", when: predicate }, exits: kind === "exit" };
  }
  const match = { event: "order.paid", from: "subject" as const, keys: [], where: predicate };
  return { name: "order.paid", kind: "goal", on: { type: "event", match }, exits: true };
}

function eventsOf(
  trigger: Trigger,
  watchers: readonly Watcher[],
  nodes: readonly KernelNode[],
): Readonly<Record<string, EventIr>> {
  const named = new Set([
    ...(trigger.type === "event" ? [trigger.event] : []),
    ...watchers.flatMap(({ on }) => (on.type === "event" ? [on.match.event] : [])),
    ...nodes
      .flatMap(node => (node.kind === "wait" ? [...node.events, ...node.restartOn] : []))
      .map(({ event }) => event),
    ...nodes.flatMap(node => (node.kind === "assign" ? node.emit : [])).map(({ event }) => event),
  ]);
  return Object.fromEntries(Object.entries(EVENTS).filter(([name]) => named.has(name)));
}
