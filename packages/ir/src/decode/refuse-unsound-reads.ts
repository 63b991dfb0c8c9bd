import { fieldsOf } from "../expression/fields-of.js";
import type { FlowIr } from "../flow.js";
import type { DoAction, SendAction } from "../nodes/step.js";
import type { SubjectIr } from "../subject.js";
import { DecodeError } from "./decode-error.js";
import { at } from "./decoder.js";

/** Throws where a step is said to read fields that the subject lacks, or lacks fields that its expressions read. */
export function refuseUnsoundReads({ nodes, subject }: FlowIr): void {
  for (const [id, node] of Object.entries(nodes)) {
    if (node.kind !== "step" || node.action.type === "http") continue;
    const path = `${at("nodes", id)}.action`;
    if (node.action.type === "do") refuseUnsoundBody(node.action, subject, path);
    else refuseUnsoundSend(node.action, subject, path);
  }
}

function refuseUnsoundBody({ subject: reads }: DoAction, subject: SubjectIr | null, path: string): void {
  if (reads === null && subject === null) {
    throw new DecodeError(`${path}.subject`, "expected no fields, as the flow is about nobody");
  }
  refuseOtherFields(reads ?? [], subject, `${path}.subject`);
}

function refuseUnsoundSend({ to, data, reads }: SendAction, subject: SubjectIr | null, path: string): void {
  refuseOtherFields(reads, subject, `${path}.reads`);
  const known = new Set(reads);
  for (const [what, expression] of [["address", to] as const, ["data", data] as const]) {
    const unread = expression === null ? undefined : fieldsOf(expression).find(name => !known.has(name));
    if (unread !== undefined) {
      const verb = what === "data" ? "need" : "needs";
      throw new DecodeError(`${path}.reads`, `the ${what} ${verb} "${unread}", which is not among them`);
    }
  }
}

function refuseOtherFields(names: readonly string[], subject: SubjectIr | null, path: string): void {
  names.forEach((name, index) => {
    if (subject !== null && Object.hasOwn(subject.fields, name)) return;
    throw new DecodeError(at(path, index), `there is no field "${name}"`);
  });
}
