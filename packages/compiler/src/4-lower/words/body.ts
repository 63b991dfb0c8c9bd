import type { DoAction } from "@flowline/ir";
import type { Call } from "../flow-scope.js";

import type { Given } from "../place/given.js";
import type { Position } from "../place/position.js";
import { readsOf } from "../reads-of.js";

/** What a body reads: of the run's variables, and of the subject. */
export function actionOf({ scope }: Call, body: Given | null, at: Position): DoAction {
  const { lowering, readable, hasSubject } = scope;
  const source = body?.draft.kind === "lambda" ? lowering.sourceOf(body.draft.lambda) : null;
  if (source === null) return { type: "do", subject: hasSubject ? null : [], reads: null };
  const shape = hasSubject ? "subject" : "plain";
  const before = lowering.diagnostics.length;
  const reads = readsOf(source.mentions, shape, { lowering, readable, environment: at.environment });
  if (lowering.diagnostics.length > before) scope.found.isBroken = true;
  return { type: "do", subject: hasSubject ? reads.fields : [], reads: reads.variables };
}
