import type { FlowIr } from "@flowline/ir";
import { hashFlow } from "@flowline/ir/hash";

/** Whether two flows of different names are one flow in everything else. */
export function isSameUnderAnotherName(one: FlowIr, other: FlowIr): boolean {
  return one.flow !== other.flow && namelessHash(one) === namelessHash(other);
}

/** The hash that the flow would have without its name, which also stands in front of the salt of its splits. */
function namelessHash(flow: FlowIr): string {
  const prefix = `${flow.flow}/`;
  const isNamed = (key: string, value: unknown): value is string =>
    key === "salt" && typeof value === "string" && value.startsWith(prefix);
  const nameless: FlowIr = JSON.parse(JSON.stringify({ ...flow, flow: "" }), (key, value: unknown) =>
    isNamed(key, value) ? value.slice(flow.flow.length) : value,
  );
  return hashFlow(nameless);
}
