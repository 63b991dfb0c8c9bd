import { IR_VERSION } from "../flow.js";
import { DecodeError } from "./decode-error.js";
import { refuse } from "./decoder.js";

/** Throws where the JSON was written for another version, before anything else in it is judged. */
export function refuseOtherVersion(json: unknown): void {
  if (typeof json !== "object" || json === null || Array.isArray(json)) refuse("", "an object", json);
  const version: unknown = Object.hasOwn(json, "irVersion") ? Reflect.get(json, "irVersion") : undefined;
  if (version === IR_VERSION) return;
  if (typeof version !== "number") refuse("irVersion", `the number ${IR_VERSION}`, version);
  const remedy = version > IR_VERSION ? "Update flowline" : 'Compile it again with "flow compile"';
  throw new DecodeError(
    "irVersion",
    `this was compiled as IR version ${version}, and this flowline reads version ${IR_VERSION}. ${remedy}.`,
  );
}
