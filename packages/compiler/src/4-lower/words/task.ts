import type { Call, Placed } from "../flow-scope.js";

import type { Position } from "../place/position.js";
import { placeStep } from "../place/step.js";
import { DO_OPTIONS, planDo, readDo } from "./do.js";

/** `task(name, options?, handler)`: a flow of one step. */
export function placeTask(call: Call, at: Position): Placed {
  const { handler, options } = readDo(call, [...DO_OPTIONS, "input", "retries", "concurrency"]);
  return placeStep(call, at, planDo(call, at, { handler, options }));
}
