import type { JourneyDraft, Json } from "@flowline/ir";
import { missingNeed } from "../diagnostics/build.js";
import { diagnose } from "../diagnostics/definition.js";
import { type FlowScope, report } from "./flow-scope.js";
import { isList } from "./schema-type.js";

/** Reports what a journey says it needs and the project lacks. */
export function reportNeeds(scope: FlowScope, { name: journey, site, requires }: JourneyDraft): void {
  const span = scope.lowering.siteOf({ site })?.span ?? scope.span;
  const need = (kind: "event" | "message", names: Json, known: object | undefined): void => {
    for (const name of isList(names) ? names : []) {
      if (known === undefined || typeof name !== "string" || Object.hasOwn(known, name)) continue;
      report(scope, diagnose(missingNeed, { journey, kind, name }, { span }));
    }
  };
  need("event", requires.events, scope.project?.ir.events);
  need("message", requires.messages, scope.catalog?.messages);
}
