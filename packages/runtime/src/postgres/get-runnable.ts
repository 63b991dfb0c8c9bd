import type { FlowIr } from "@flowline/ir";
import { type RunnableFlow, toRunnable } from "../engine/runnable-flow.js";
import { FlowVersionError } from "../errors.js";

/** The flow as this engine runs it. Throws a `FlowVersionError` where it needs more than the engine has. */
export function getRunnable(flow: FlowIr): RunnableFlow {
  const runnable = toRunnable(flow);
  if (!("unsupported" in runnable)) return runnable;
  const shown = runnable.unsupported.slice(0, 5).join(", ");
  const more = runnable.unsupported.length > 5 ? ` and ${runnable.unsupported.length - 5} more` : "";
  throw new FlowVersionError(
    `this engine cannot run the flow ${flow.flow} yet: it uses ${shown}${more}`,
    "Audiences, guards, sends and pauses run today. `flow simulate` tells what the flow would do.",
  );
}
