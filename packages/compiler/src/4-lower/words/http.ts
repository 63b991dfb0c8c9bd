import type { Expression, NodeId, ValueType } from "@flowline/ir";
import type { Call, Placed } from "../flow-scope.js";
import { armsOf, type PlacedArm, placeArm, rejoin } from "../place/arms.js";
import { ask, UNKNOWN } from "../place/ask.js";
import type { Block, PlacedNode } from "../place/block.js";
import { argumentOf, refuseArgument, requiredText } from "../place/call.js";
import type { Given } from "../place/given.js";
import { itemsOf, jsonOf } from "../place/given.js";
import { knowError, stepVariable } from "../place/known.js";
import { metaOf, quoteShort } from "../place/node-meta.js";
import { type Options, readOptions } from "../place/options.js";
import type { Position } from "../place/position.js";
import { rateLimitOf, retryOf } from "../place/retry.js";
import { placeStep, type StepPlan } from "../place/step.js";
import { ANY } from "../types.js";

const OPTIONS = ["retry", "rateLimit", "timeout", "accepts", "arms", "when"];
const EXHAUSTED = "exhausted";

/** `http(name, request, options?)`: a step; a status that has an arm is an outcome, asked behind the step. */
export function placeHttp(call: Call, at: Position): Placed {
  const name = requiredText(call, 0, "the step's name") ?? "";
  const options = readOptions(call, argumentOf(call, 2), OPTIONS);
  const arms = armsOf(call, options.get("arms"));
  const statuses = [...arms.keys()].filter(key => key !== EXHAUSTED && isStatusKey(call, key, arms));
  const step = placeStep(call, at, planHttp(call, at, { options, statuses }));
  const inner = statuses.map(status =>
    placeArm(call, arms.get(status) ?? null, step.after, { label: status, owner: null }),
  );
  const exhausted = arms.get(EXHAUSTED);
  const caught = exhausted === undefined ? null : placeExhausted(call, exhausted, at, step);
  if (inner.length === 0 && caught === null) return step;
  const goOn = { after: step.after, ends: false };
  const block = withArms(call, at, { name, step, inner, caught });
  return { block, ...rejoin(step.after, [goOn, ...inner, ...(caught === null ? [] : [caught])]) };
}

const OUTCOME: ValueType = { object: { status: { scalar: "number", nullable: false }, body: ANY }, nullable: false };

/** What an `http` may be given beside its name and its request. */
export const HTTP_OPTIONS: readonly string[] = OPTIONS.filter(option => option !== "arms");

interface Request {
  readonly options: Options;
  /** Statuses that have an arm. */
  readonly statuses: readonly string[];
}

/** The step of an `http`. */
export function planHttp(call: Call, at: Position, { options, statuses }: Request): StepPlan {
  const name = requiredText(call, 0, "the step's name") ?? "";
  const request = argumentOf(call, 1);
  if (request === null) refuseArgument(call, null, "a request, () => ({ method, url, body })");
  const role = `the request of ${JSON.stringify(name)}`;
  return {
    name,
    guard: options.get("when"),
    label: `http ${quoteShort(name)}`,
    type: OUTCOME,
    node: {
      action: {
        type: "http",
        request: request === null ? UNKNOWN : ask(call, request, at, { role, binding: `${at.path}${name}#request` }),
        accepts: [...new Set([...accepted(options), ...statuses.map(Number)])].sort((left, right) => left - right),
      },
      retry: retryOf(call, options),
      timeoutMs: options.duration("timeout"),
      undo: false,
      rateLimit: rateLimitOf(call, options, at),
      failed: null,
    },
  };
}

/** In the arm `exhausted` the step has come to nothing, and its error is known. */
function placeExhausted(call: Call, given: Given, at: Position, step: Placed & { readonly id: NodeId }): PlacedArm {
  const { environment } = knowError(at, step.id);
  return placeArm(call, given, { ...step.after, path: at.path }, { label: EXHAUSTED, owner: null, environment });
}

interface HttpParts {
  readonly name: string;
  readonly step: Placed & { readonly id: NodeId };
  readonly inner: readonly PlacedArm[];
  readonly caught: PlacedArm | null;
}

function withArms(call: Call, at: Position, { name, step, inner, caught }: HttpParts): Block {
  const { id } = step;
  const decide = `${id}.status`;
  const status: Expression = {
    op: "member",
    type: { scalar: "number", nullable: false },
    of: { op: "variable", type: OUTCOME, name: stepVariable(at, name) },
    name: "status",
  };
  return {
    entry: next => step.block.entry(next),
    emit: (next, nodes) => {
      const own: PlacedNode[] = [];
      // A step that its guard leaves out goes straight on.
      step.block.emit(inner.length === 0 ? next : decide, own);
      for (const placed of own) nodes.push(redirect(placed, { id, next, failed: caught?.block.entry(next) ?? null }));
      if (inner.length > 0) {
        const cases = inner.map(({ label, block }) => ({
          name: label,
          when: equals(status, Number(label)),
          next: block.entry(next),
        }));
        const meta = { ...metaOf(call, at, "status"), word: "guard" };
        nodes.push({
          id: decide,
          isNamed: false,
          meta,
          node: { kind: "decide", cases, otherwise: next, guards: null, out: null },
        });
      }
      for (const arm of [...inner, ...(caught === null ? [] : [caught])]) arm.block.emit(next, nodes);
    },
  };
}

function redirect(
  placed: PlacedNode,
  { id, next, failed }: { readonly id: NodeId; readonly next: NodeId; readonly failed: NodeId | null },
): PlacedNode {
  const { node } = placed;
  if (placed.id === id && node.kind === "step") return { ...placed, node: { ...node, failed } };
  return node.kind === "decide" && node.guards === id ? { ...placed, node: { ...node, otherwise: next } } : placed;
}

function equals(left: Expression, status: number): Expression {
  const right: Expression = { op: "literal", type: { scalar: "number", nullable: false }, value: status };
  return { op: "equal", left, right, negated: false };
}

function accepted(options: Options): readonly number[] {
  const given = options.get("accepts");
  const items = given === null ? [] : (itemsOf(given) ?? []);
  const statuses = items.map(jsonOf).filter(isStatus);
  if (given !== null && (statuses.length === 0 || statuses.length < items.length)) {
    options.refuse("accepts", "a list of HTTP statuses, [404, 410]");
  }
  return statuses;
}

function isStatus(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 100 && value <= 599;
}

function isStatusKey(call: Call, key: string, arms: ReadonlyMap<string, Given>): boolean {
  if (isStatus(Number(key))) return true;
  refuseArgument(call, arms.get(key) ?? null, "arms named after an HTTP status (410) or `exhausted`");
  return false;
}
