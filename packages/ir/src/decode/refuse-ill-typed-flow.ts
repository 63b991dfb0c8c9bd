import type { EventIr } from "../event.js";
import type { VariableTable } from "../expression/check-expression.js";
import type { FlowIr } from "../flow.js";
import { expressionSites } from "../graph/expression-sites.js";
import { variableTypes } from "../graph/variable-types.js";
import { at } from "./decoder.js";
import { refuseIllTyped, refuseUnportable } from "./refuse-ill-typed.js";

/** Throws at the first expression that breaks a rule of types, or whose value is not what its place asks for. */
export function refuseIllTypedFlow(flow: FlowIr): void {
  const fields = flow.subject?.fields ?? {};
  const variables = variableTypes(flow);
  for (const site of expressionSites(flow)) {
    const { expression, purpose, portable, event } = site;
    const path = site.path.reduce<string>(at, "");
    const isDeclaration = site.path[0] === "events";
    const known = event === null ? variables : withEvent(isDeclaration ? {} : variables, flow.events, event);
    refuseIllTyped(expression, isDeclaration ? {} : fields, [path, purpose, known]);
    if (portable) refuseUnportable(expression, path);
  }
}

function withEvent(variables: VariableTable, events: FlowIr["events"], name: string): VariableTable {
  const event: EventIr | undefined = Object.hasOwn(events, name) ? events[name] : undefined;
  return event === undefined ? variables : { ...variables, event: event.payload };
}
