import type { RetryPolicy } from "@flowline/ir";
import type { Call, Placed } from "../flow-scope.js";
import { jsonOf } from "../place/given.js";
import type { Options } from "../place/options.js";
import type { Position } from "../place/position.js";
import { attemptsOf, retryOf } from "../place/retry.js";
import { placeStep } from "../place/step.js";
import { DO_OPTIONS, planDo, readDo } from "./do.js";

/** `task(name, options?, handler)`: a flow of one step. */
export function placeTask(call: Call, at: Position): Placed {
  const { handler, options } = readDo(call, TASK_OPTIONS);
  if (options.get("retries") !== null && options.get("retry") !== null) {
    options.ignore("retries", "beside `retry`");
  }
  const plan = planDo(call, at, { handler, options });
  return placeStep(call, at, { ...plan, node: { ...plan.node, retry: plan.node.retry ?? retriesOf(call, options) } });
}

/** What a task may be given. */
const TASK_OPTIONS: readonly string[] = [...DO_OPTIONS, "input", "retries", "concurrency"];

/** `retries: 2` is two more tries than one; in detail it is `retry` by another name. */
function retriesOf(call: Call, options: Options): RetryPolicy | null {
  const given = options.get("retries");
  const isCount = given !== null && typeof jsonOf(given) === "number";
  const retries = isCount ? options.count("retries", 0) : null;
  return isCount ? (retries === null ? null : attemptsOf(retries + 1)) : retryOf(call, options, "retries");
}
