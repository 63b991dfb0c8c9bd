import type { VariableTable } from "../expression/check-expression.js";
import { elementTypeOf } from "../expression/scalar-of.js";
import { typeOf } from "../expression/type-of.js";
import type { FlowSemantics } from "../flow.js";
import type { KernelNode } from "../nodes/kernel-node.js";
import type { NodeId, VariableName } from "../nodes/node-id.js";
import type { ValueType } from "../value-type.js";

const ANY: ValueType = Object.freeze({ any: true, nullable: true });
const COUNT: ValueType = Object.freeze({ scalar: "number", nullable: true });
const TEXT: ValueType = Object.freeze({ scalar: "text", nullable: false });
const ERROR: ValueType = Object.freeze({ object: Object.freeze({ message: TEXT, name: TEXT }), nullable: true });
const SCHEDULED: ValueType = Object.freeze({
  object: Object.freeze({ scheduledAt: Object.freeze({ scalar: "instant", nullable: false }) }),
  nullable: false,
});

/**
 * The type of each variable that an expression of the flow may read: those that nodes write, and those that the engine does
 * (`trigger`, `keys.NAME`, `item.MAP`, `round.MAP`, `pass.LOOP`, `error.NODE`). Not `event`, whose type is that of the place.
 */
export function variableTypes(flow: FlowSemantics): VariableTable {
  const own = Object.entries(flow.nodes).flatMap(([id, node]) => frameTypes(id, node));
  return Object.fromEntries([
    ...Object.entries(flow.variables),
    ...own,
    ["error.run", ERROR],
    ["trigger", triggerType(flow)],
    ...keyTypes(flow),
  ]);
}

function triggerType({ trigger, events }: FlowSemantics): ValueType {
  switch (trigger.type) {
    case "audience":
      return ANY;
    case "event":
      return (Object.hasOwn(events, trigger.event) ? events[trigger.event]?.payload : undefined) ?? ANY;
    case "schedule":
      return SCHEDULED;
    case "manual":
      return trigger.input;
  }
}

function keyTypes({ trigger, events }: FlowSemantics): readonly (readonly [VariableName, ValueType])[] {
  if (trigger.type !== "event" || !Object.hasOwn(events, trigger.event)) return [];
  const keys = Object.entries(events[trigger.event]?.keys ?? {});
  return keys.filter(([key]) => trigger.keys.includes(key)).map(([key, of]) => [`keys.${key}`, typeOf(of)] as const);
}

function frameTypes(id: NodeId, node: KernelNode): readonly (readonly [VariableName, ValueType])[] {
  switch (node.kind) {
    case "map":
      return [
        [`item.${id}`, elementTypeOf(typeOf(node.over)) ?? ANY],
        [`round.${id}`, COUNT],
      ];
    case "loop":
      return [[`pass.${id}`, COUNT]];
    case "step":
    case "call":
    case "scope":
      return [[`error.${id}`, ERROR]];
    default:
      return [];
  }
}
