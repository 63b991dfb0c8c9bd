import type { Expression } from "@flowline/ir";
import { fieldsOf, typeOf } from "@flowline/ir";
import type { Call, Placed } from "../flow-scope.js";
import type { LoweredSend } from "../lowered.js";
import { ask } from "../place/ask.js";
import { argumentOf, requiredText } from "../place/call.js";
import { type Given, membersOf } from "../place/given.js";
import { quoteShort } from "../place/node-meta.js";
import { type Options, readOptions } from "../place/options.js";
import type { Position } from "../place/position.js";
import { rateLimitOf, retryOf } from "../place/retry.js";
import { placeStep, type StepPlan } from "../place/step.js";
import { isObjectType } from "../types.js";

const OPTIONS = ["name", "id", "data", "to", "channel", "delivery", "when", "retry", "timeout", "rateLimit"];

/** `send(message, guard?, options?)`: a step, with a decide in front of it where it has a guard. */
export function placeSend(call: Call, at: Position): Placed {
  return placeStep(call, at, planSend(call, at, partsOfSend(call)));
}

/** The same at the head of a chain, whose guard is the audience: it was decided at enrolment and is not asked again. */
export function placeFirstSend(call: Call, at: Position): Placed {
  return placeStep(call, at, planSend(call, at, { ...partsOfSend(call), guard: null }));
}

/** What a send says beside its message. */
export function partsOfSend(call: Call, further: readonly string[] = []): SendParts {
  const [second, third] = [argumentOf(call, 1), argumentOf(call, 2)];
  const isGuard = second !== null && (third !== null || membersOf(second) === null);
  const options = readOptions(call, isGuard ? third : second, [...OPTIONS, ...further]);
  if (isGuard && options.get("when") !== null) options.ignore("when", "beside a guard");
  if (options.get("id") !== null && options.get("name") !== null) options.ignore("id", "beside a `name`");
  return { guard: isGuard ? second : options.get("when"), options };
}

/** The name that a send is given: `id` is another word for `name`. */
export function sendName(options: Options): string | null {
  return options.text("name") ?? options.text("id");
}

interface SendParts {
  readonly guard: Given | null;
  readonly options: Options;
}

/** The step of a send. */
export function planSend(call: Call, at: Position, { guard, options }: SendParts): StepPlan {
  const message = requiredText(call, 0, "the name of a message") ?? "";
  const { scope } = call;
  const name = sendName(options) ?? message;
  const to = addressOf(call, at, options, name);
  const data = options.get("data");
  const written = data && ask(call, data, at, { role: `the data of ${JSON.stringify(name)}`, binding: null });
  if (message !== "") scope.found.sends.push(foundSend(call, message, { to: options.get("to"), data: written }));
  return {
    name,
    guard,
    label: `send ${quoteShort(message)}`,
    type: { object: { status: { scalar: "text", nullable: false } }, nullable: false },
    node: {
      action: {
        type: "send",
        message,
        channel: options.text("channel") ?? "email",
        delivery: options.oneOf("delivery", ["idempotent", "atMostOnce"]) ?? "idempotent",
        to,
        data: written,
        reads: readsOf(call, message, [to, ...(written === null ? [] : [written])]),
      },
      retry: retryOf(call, options),
      timeoutMs: options.duration("timeout"),
      undo: false,
      rateLimit: rateLimitOf(call, options, at),
      failed: null,
    },
  };
}

function addressOf(call: Call, at: Position, options: Options, name: string): Expression {
  const to = options.get("to");
  if (to !== null) return ask(call, to, at, { role: `the address of ${JSON.stringify(name)}` });
  return call.scope.subject?.ir.email ?? NO_ADDRESS;
}

/** Stands in for the address that phase 5 reports as missing, so that the rest of the flow can be checked. */
const NO_ADDRESS: Expression = { op: "literal", type: { scalar: "text", nullable: true }, value: null };

/** The subject's fields that rendering and addressing need. */
function readsOf({ scope }: Call, message: string, expressions: readonly Expression[]): readonly string[] {
  const messages = scope.catalog?.messages ?? {};
  const variables = Object.hasOwn(messages, message) ? (messages[message]?.variables ?? []) : [];
  const known = variables.map(({ field }) => field).filter(field => scope.readable?.fields.has(field));
  return [...new Set([...expressions.flatMap(expression => [...fieldsOf(expression)]), ...known])].sort();
}

function foundSend(
  call: Call,
  message: string,
  { to, data }: { readonly to: Given | null; readonly data: Expression | null },
): LoweredSend {
  const type = data === null ? null : typeOf(data);
  const provided = type === null ? [] : isObjectType(type) ? Object.keys(type.object) : null;
  return { message, span: argumentOf(call, 0)?.span ?? call.span, hasAddress: to !== null, provided };
}
