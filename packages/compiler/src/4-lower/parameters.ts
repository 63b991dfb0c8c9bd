import type { LambdaShape } from "./lambda-use.js";

/** What a parameter of a lambda is. */
export type ParameterRole = "subject" | "context" | "event" | "item";

const ROLES: Readonly<Record<LambdaShape, readonly ParameterRole[]>> = {
  subject: ["subject", "context"],
  plain: ["context"],
  where: ["event", "subject", "context"],
  plainWhere: ["event", "context"],
  event: ["event"],
  item: ["item"],
  row: ["subject"],
};

/** The roles of a lambda's parameters, in order. */
export function rolesOf(shape: LambdaShape): readonly ParameterRole[] {
  return ROLES[shape];
}
