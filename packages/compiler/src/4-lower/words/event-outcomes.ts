import type { Deadline, ValueType } from "@flowline/ir";
import { nearestName } from "@flowline/ir";
import { diagnose } from "../../diagnostics/definition.js";
import { unknownOption } from "../../diagnostics/words.js";
import { type Call, report } from "../flow-scope.js";
import { deadlineOf } from "../place/deadline.js";
import { type Given, nameSpanOf } from "../place/given.js";
import type { Options } from "../place/options.js";
import { TRUTH, withNull } from "../types.js";

/** What a wait for one event comes to when the event has come. */
export function eventOutcome(payload: ValueType): ValueType {
  return { object: { ok: TRUTH, event: payload }, nullable: false };
}

/** The same when the time is up. */
export function timeoutOutcome(payload: ValueType): ValueType {
  return { object: { ok: TRUTH, event: withNull(payload, true) }, nullable: false };
}

/** The deadline of an event wait. */
export function withinOf(call: Call, options: Options): Deadline | null {
  const within = options.get("within");
  return within === null ? null : deadlineOf(call, within);
}

/** What an event carries. */
export function payloadOf({ scope }: Call, event: string): ValueType {
  const events = scope.project?.ir.events ?? {};
  return (Object.hasOwn(events, event) ? events[event]?.payload : undefined) ?? { any: true, nullable: true };
}

/** Reports arms that no outcome leads to. */
export function refuseOtherArms(call: Call, arms: ReadonlyMap<string, Given>, known: readonly string[]): void {
  for (const [label, given] of arms) {
    if (known.includes(label)) continue;
    const nearest = nearestName(label, known);
    const facts = { word: call.link.word, what: "arm", name: label, known, nearest } as const;
    report(call.scope, diagnose(unknownOption, facts, { span: nameSpanOf(given) }));
  }
}
