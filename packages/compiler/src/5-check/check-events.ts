import type { Diagnostic } from "@flowline/ir";
import type { LoweredProject } from "../4-lower/lowered.js";
import { diagnose } from "../diagnostics/definition.js";
import { eventLikeDuration } from "../diagnostics/words.js";

/** Events that `waitFor` could not tell from durations. */
export function checkEvents({ ir, span }: LoweredProject): readonly Diagnostic[] {
  const names = Object.keys(ir.events).filter(name => /^\s*[-+.]?\d/.test(name));
  return names.map(name => diagnose(eventLikeDuration, { name }, { span }));
}
