import type { EventIr } from "../event.js";
import { DecodeError } from "./decode-error.js";

/** Throws where an event is about somebody and does not say who, or the other way round. */
export function refuseUnsoundEvent({ subject, id }: EventIr, path: string): void {
  if (subject !== null && id === null)
    throw new DecodeError(`${path}.id`, `expected the id of the ${subject}, found null`);
  if (subject === null && id !== null)
    throw new DecodeError(`${path}.id`, "expected null, as the event is about nobody");
}
