import { type ArgumentDraft, DRAFT } from "@flowline/ir";
import { describeLambda } from "../draft/describe-lambda.js";

/**
 * Says that a condition is JavaScript and nothing but JavaScript: it runs in a worker and has no form in SQL. For guards
 * that need what predicates lack; refused for an audience, a goal, an exit and a `where`.
 *
 * ```ts
 * send("hi").send("upgrade", js(user => /^a/i.test(user.name)));
 * ```
 */
export function js<Args extends readonly unknown[], Result>(
  lambda: (...args: Args) => Result,
): (...args: Args) => Result {
  const draft = (): ArgumentDraft => ({
    kind: "value",
    type: "js",
    members: { lambda: { kind: "lambda", lambda: describeLambda(lambda) } },
  });
  // A function of its own: the author's may be used elsewhere without js().
  return Object.assign((...args: Args) => lambda(...args), { [DRAFT]: draft });
}
