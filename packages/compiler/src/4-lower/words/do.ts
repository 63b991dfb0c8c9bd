import type { Call, Placed } from "../flow-scope.js";
import { argumentOf, refuseArgument, requiredText } from "../place/call.js";
import type { Given } from "../place/given.js";
import { quoteShort } from "../place/node-meta.js";
import { type Options, readOptions } from "../place/options.js";
import type { Position } from "../place/position.js";
import { rateLimitOf, retryOf } from "../place/retry.js";
import { placeStep, type StepPlan } from "../place/step.js";
import { typeOfSchema } from "../schema-type.js";
import { ANY } from "../types.js";
import { actionOf } from "./body.js";

const OPTIONS = ["output", "retry", "timeout", "undo", "rateLimit", "when"];

/** `do(name, options?, handler)`: a step whose body is the author's. */
export function placeDo(call: Call, at: Position): Placed {
  return placeStep(call, at, planDo(call, at, readDo(call, OPTIONS)));
}

/** The body and the options of a `do` or a `task`. */
export function readDo(call: Call, known: readonly string[] = OPTIONS): Body {
  const handler = handlerOf(call);
  return {
    handler: handler.given,
    options: readOptions(call, handler.index === 2 ? argumentOf(call, 1) : null, known),
  };
}

/** What a `do` may be given beside its name and its handler. */
export const DO_OPTIONS: readonly string[] = OPTIONS;

interface Body {
  readonly handler: Given | null;
  readonly options: Options;
}

/** The step of a `do` or a `task`. */
export function planDo(call: Call, at: Position, { handler, options }: Body): StepPlan {
  const name = requiredText(call, 0, "the step's name") ?? "";
  const output = options.get("output");
  const schema = output?.draft.kind === "schema" ? output.draft.schema : null;
  if (output !== null && schema === null) options.refuse("output", "a zod schema");
  const undo = options.get("undo");
  if (undo !== null && undo.draft.kind !== "lambda") options.refuse("undo", "a function");
  return {
    name,
    guard: options.get("when"),
    label: `do ${quoteShort(name)}`,
    ...(schema === null ? { type: ANY } : typeOfSchema(schema)),
    node: {
      action: actionOf(call, handler, at),
      retry: retryOf(call, options),
      timeoutMs: options.duration("timeout"),
      undo: undo !== null,
      rateLimit: rateLimitOf(call, options, at),
      failed: null,
    },
  };
}

function handlerOf(call: Call): { readonly given: Given | null; readonly index: number } {
  const index = call.link.args.length > 2 ? 2 : 1;
  const given = argumentOf(call, index);
  if (given?.draft.kind !== "lambda") {
    refuseArgument(call, given, "a handler, async (subject, context) => ...");
    return { given: null, index };
  }
  return { given, index };
}
