import type { Expression, StepAction, StepNode } from "@flowline/ir";
import { ADDRESS, text } from "./flow-parts.js";
import { type Lowering, variableOf } from "./lowering.js";
import { coin, outOf } from "./name-program.js";
import type { Draw, StepStatement } from "./program.js";

const RETRY = { attempts: 2, afterMs: [10, 20], factor: 2, maxMs: 60_000, jitter: 0.5, honorRetryAfter: true };

/** A step of any kind, but for where it leads. */
export function stepOf(
  lowering: Lowering,
  { word, draw, undo }: StepStatement,
  id: string,
): Omit<StepNode, "failed" | "next"> {
  const key = coin(draw, 5) ? variableOf(lowering, draw) : null;
  return {
    kind: "step",
    action: actionOf(lowering, word, draw),
    out: outOf(id, draw),
    retry: coin(draw, 2) ? RETRY : null,
    timeoutMs: coin(draw, 3) ? 1000 : null,
    undo: undo && word === "do",
    rateLimit: coin(draw, 4) ? { name: "mail", units: 1, key } : null,
  };
}

function actionOf(lowering: Lowering, word: StepStatement["word"], draw: Draw): StepAction {
  const variable = variableOf(lowering, draw);
  switch (word) {
    case "send":
      return sendOf(lowering, variable, draw);
    case "http": {
      const request: Expression = { op: "object", members: { method: text("GET"), url: text("https://example.com") } };
      return { type: "http", request, accepts: coin(draw, 6) ? [404, 410] : [] };
    }
    default: {
      const reads = variable.op === "variable" ? [variable.name] : [];
      const fields = coin(draw, 7) ? null : ["plan"];
      return { type: "do", subject: lowering.hasSubject ? fields : [], reads: coin(draw, 6) ? null : reads };
    }
  }
}

function sendOf({ hasSubject }: Lowering, variable: Expression, draw: Draw): StepAction {
  return {
    type: "send",
    message: "hi",
    channel: "email",
    delivery: coin(draw, 7) ? "atMostOnce" : "idempotent",
    to: hasSubject ? ADDRESS : text("a@example.com"),
    data: coin(draw, 6) ? { op: "object", members: { it: variable } } : null,
    reads: hasSubject ? ["email", "plan"] : [],
  };
}
