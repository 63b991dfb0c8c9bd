import type { Expression } from "../expression/ast.js";
import type { FlowSemantics } from "../flow.js";
import type { EventMatch } from "../nodes/event-match.js";
import type { KernelNode } from "../nodes/kernel-node.js";
import type { StepNode } from "../nodes/step.js";
import type { Deadline, WaitNode } from "../nodes/wait.js";
import type { Trigger } from "../trigger.js";

/** A place of a flow that holds an expression. */
export interface ExpressionSite {
  /** Where: `["nodes", "hi", "action", "to"]`. */
  readonly path: readonly (string | number)[];
  readonly expression: Expression;
  /** What it is asked for. `people` is a text or a list of texts. */
  readonly purpose: "verdict" | "text" | "instant" | "list" | "object" | "people" | "value";
  /** The event whose payload is the variable `event` here; null: there is none. */
  readonly event: string | null;
  /** Whether a query asks it too, so that SQL must be able to say it. */
  readonly portable: boolean;
}

type Path = readonly (string | number)[];
type Purpose = ExpressionSite["purpose"];

/** Every expression of a flow outside its subject, in the order of its members. */
export function expressionSites(flow: FlowSemantics): readonly ExpressionSite[] {
  return [
    ...triggerSites(flow.trigger),
    ...Object.entries(flow.events).flatMap(([name, { id, keys }]) => [
      ...judged(id, [["events", name, "id"], "value"], name),
      ...Object.entries(keys).flatMap(([key, of]) => judged(of, [["events", name, "keys", key], "value"], name)),
    ]),
    ...flow.watchers.flatMap(({ on }, index) =>
      on.type === "event"
        ? matchSites(on.match, ["watchers", index, "on", "match"])
        : site(on.when, ["watchers", index, "on", "when"], "verdict").map(queried),
    ),
    ...flow.concurrency.flatMap(({ key }, index) => site(key, ["concurrency", index, "key"], "value")),
    ...Object.entries(flow.nodes).flatMap(([id, node]) =>
      nodeSites(node).map(at => ({ ...at, path: ["nodes", id, ...at.path] })),
    ),
  ];
}

function triggerSites(trigger: Trigger): readonly ExpressionSite[] {
  if (trigger.type === "audience") return site(trigger.predicate, ["trigger", "predicate"], "verdict").map(queried);
  return trigger.type === "event" ? judged(trigger.where, [["trigger", "where"], "verdict"], trigger.event) : [];
}

/** The expressions that a node asks, with their paths inside the node. */
export function nodeSites(node: KernelNode): readonly ExpressionSite[] {
  switch (node.kind) {
    case "step":
      return stepSites(node);
    case "decide":
      return node.cases.flatMap(({ when }, index) => site(when, ["cases", index, "when"], "verdict"));
    case "assign":
      return [
        ...node.set.flatMap(({ value }, index) => site(value, ["set", index, "value"], "value")),
        ...node.emit.flatMap(({ payload }, index) => site(payload, ["emit", index, "payload"], "value")),
      ];
    case "wait":
      return waitSites(node);
    case "map":
      return [
        ...site(node.over, ["over"], "list"),
        ...site(node.key, ["key"], "value"),
        ...site(node.until, ["until"], "verdict"),
        ...site(node.collect, ["collect"], "value"),
      ];
    case "loop":
      return [...site(node.until, ["until"], "verdict"), ...deadlineSites(node.every, ["every"])];
    case "call":
      return [...site(node.input, ["input"], "value"), ...site(node.subject, ["subject"], "value")];
    default:
      return [];
  }
}

function stepSites({ action, rateLimit }: StepNode): readonly ExpressionSite[] {
  const limit = site(rateLimit?.key ?? null, ["rateLimit", "key"], "value");
  if (action.type === "http") return [...site(action.request, ["action", "request"], "object"), ...limit];
  if (action.type === "do") return limit;
  return [...site(action.to, ["action", "to"], "text"), ...site(action.data, ["action", "data"], "object"), ...limit];
}

function waitSites(node: WaitNode): readonly ExpressionSite[] {
  return [
    ...deadlineSites(node.until, ["until"]),
    ...node.events.flatMap((match, index) => matchSites(match, ["events", index])),
    ...node.restartOn.flatMap((match, index) => matchSites(match, ["restartOn", index])),
    ...site(node.approval?.of ?? null, ["approval", "of"], "people"),
    ...site(node.approval?.not ?? null, ["approval", "not"], "people"),
  ];
}

/** The expressions of a deadline. */
export function deadlineSites(deadline: Deadline | null, path: Path): readonly ExpressionSite[] {
  if (deadline === null || deadline.type === "duration") return [];
  const instant = deadline.type === "instant" ? deadline.instant : null;
  return [
    ...site(instant, [...path, "instant"], "instant"),
    ...site(deadline.zone.of, [...path, "zone", "of"], "text"),
  ];
}

function matchSites({ where, event }: EventMatch, path: Path): readonly ExpressionSite[] {
  return judged(where, [[...path, "where"], "verdict"], event);
}

function site(expression: Expression | null, path: Path, purpose: Purpose): readonly ExpressionSite[] {
  return expression === null ? [] : [{ path, expression, purpose, event: null, portable: false }];
}

/** An expression that is asked of an arriving event, and of many waits at once by a query. */
function judged(
  expression: Expression | null,
  [path, purpose]: readonly [Path, Purpose],
  event: string,
): readonly ExpressionSite[] {
  return site(expression, path, purpose).map(at => ({ ...at, event, portable: true }));
}

function queried(at: ExpressionSite): ExpressionSite {
  return { ...at, portable: true };
}
