import { badConfig } from "../../diagnostics/build.js";
import { diagnose } from "../../diagnostics/definition.js";
import { type Call, type Placed, report } from "../flow-scope.js";
import { NOTHING } from "../place/block.js";
import { argumentOf } from "../place/call.js";
import { type Given, itemsOf, jsonOf, memberOf, textOf } from "../place/given.js";
import type { Position } from "../place/position.js";

/** Stands for a journey whose configuration its schema refused: each issue is reported at the place that it is about. */
export function placeBadConfig(call: Call, at: Position): Placed {
  const issues = argumentOf(call, 0);
  if (issues?.draft.kind === "odd") {
    report(call.scope, diagnose(badConfig, { path: "", problem: issues.draft.what }, { span: call.span }));
  }
  const list = issues?.draft.kind === "value" ? issues.draft.members.issues : undefined;
  const given: Given = { draft: list ?? { kind: "json", value: [] }, span: call.span, source: null };
  for (const issue of itemsOf(given) ?? []) reportIssue(call, issue);
  call.scope.found.isBroken = true;
  return { block: NOTHING, after: at, ends: false };
}

function reportIssue(call: Call, issue: Given): void {
  const path = pathOf(memberOf(issue, "path"));
  const message = textOf(memberOf(issue, "message")) ?? "it is not what the journey takes";
  let place = call.site?.args[0];
  let span = place?.span ?? call.span;
  for (const key of path) {
    place = place?.members.get(key);
    if (place === undefined) break;
    span = place.span;
  }
  report(call.scope, diagnose(badConfig, { path: path.join("."), problem: message }, { span }));
}

function pathOf(given: Given | null): readonly string[] {
  const keys = given === null ? null : itemsOf(given);
  return (keys ?? []).flatMap(key => {
    const value = jsonOf(key);
    return typeof value === "string" || typeof value === "number" ? [String(value)] : [];
  });
}
