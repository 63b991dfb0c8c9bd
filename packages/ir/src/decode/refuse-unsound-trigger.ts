import type { FlowIr } from "../flow.js";
import { DecodeError } from "./decode-error.js";

/** Throws where what begins a run does not give it the subject that the flow is about. */
export function refuseUnsoundTrigger({ trigger, subject, events }: FlowIr): void {
  if (trigger.type === "audience" && subject === null) {
    throw new DecodeError("subject", "expected the audience's subject, found null");
  }
  if (trigger.type === "schedule" && subject !== null) {
    throw new DecodeError("subject", "expected null, as a schedule is about nobody");
  }
  if (trigger.type !== "event" || !Object.hasOwn(events, trigger.event)) return;
  const about = events[trigger.event]?.subject ?? null;
  if (about !== (subject?.name ?? null)) {
    const [of, given] = [about, subject?.name ?? null].map(name => (name === null ? "nobody" : `a ${name}`));
    throw new DecodeError("subject", `the event "${trigger.event}" is about ${of}, and the flow is about ${given}`);
  }
}
