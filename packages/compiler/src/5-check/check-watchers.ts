import type { Diagnostic } from "@flowline/ir";
import type { LoweredFlow, LoweredGraph } from "../4-lower/lowered.js";
import { diagnose } from "../diagnostics/definition.js";
import { watchesTrigger } from "../diagnostics/graph.js";

/** A goal or an exit on the very event that begins the flow. */
export function checkWatchers({ semantics, meta }: LoweredGraph, flow: LoweredFlow): readonly Diagnostic[] {
  const { trigger, watchers } = semantics;
  if (trigger.type !== "event") return [];
  return watchers.flatMap(({ name, on, exits }) => {
    if (!exits || on.type !== "event" || on.match.event !== trigger.event || on.match.where !== null) return [];
    const written = Object.hasOwn(meta.watchers, name) ? meta.watchers[name] : undefined;
    const facts = { event: trigger.event, word: written?.word ?? "goal" };
    const related =
      meta.trigger.span === null ? [] : [{ message: "It begins the flow here.", span: meta.trigger.span }];
    return [diagnose(watchesTrigger, facts, { span: written?.span ?? flow.span, related })];
  });
}
