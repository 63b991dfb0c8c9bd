import type {
  AudienceTrigger,
  DecideNode,
  DurationDeadline,
  EndNode,
  FlowIr,
  KernelNode,
  NodeId,
  SendAction,
  StepNode,
  SubjectIr,
  WaitNode,
} from "@flowline/ir";
import { variablesOf } from "@flowline/ir";

/** A flow that uses no more of the kernel than this engine has. */
export interface RunnableFlow extends FlowIr {
  readonly subject: SubjectIr;
  readonly trigger: AudienceTrigger;
  readonly nodes: Readonly<Record<NodeId, RunnableNode>>;
}

export type RunnableNode = SendStep | DecideNode | Pause | (EndNode & { readonly of: null });

/** A send without retries, limits or arms of its own. */
export interface SendStep extends StepNode {
  readonly action: SendAction;
}

/** A wait for nothing but time. */
interface Pause extends WaitNode {
  readonly until: DurationDeadline;
}

/** Takes a flow as this engine can run it, or says, node by node, what it cannot run. */
export function toRunnable(flow: FlowIr): RunnableFlow | { readonly unsupported: readonly string[] } {
  const unsupported = [
    ...(flow.subject === null ? ["a flow without a subject"] : []),
    ...(flow.trigger.type === "audience" ? [] : [`the trigger "${flow.trigger.type}"`]),
    ...flow.watchers.map(({ kind, name }) => `the ${kind} "${name}"`),
    ...(flow.onError === null ? [] : ["onError"]),
    ...(flow.concurrency.length === 0 ? [] : ["a limit of concurrency"]),
    ...Object.entries(flow.nodes).flatMap(([id, node]) => (isRunnableNode(node) ? [] : [`"${id}" (${what(node)})`])),
  ];
  const { subject, trigger } = flow;
  if (unsupported.length > 0 || subject === null || trigger.type !== "audience") return { unsupported };
  const entry = flow.nodes[flow.entry];
  if (entry?.kind !== "step") return { unsupported: [`an audience that leads to "${flow.entry}" (${entry?.kind})`] };
  if (trigger.reentry !== "once") return { unsupported: ["an audience that may enter again"] };
  const nodes = Object.entries(flow.nodes).filter((entry): entry is [NodeId, RunnableNode] => isRunnableNode(entry[1]));
  return Object.freeze({ ...flow, subject, trigger, nodes: Object.freeze(Object.fromEntries(nodes)) });
}

function isRunnableNode(node: KernelNode): node is RunnableNode {
  switch (node.kind) {
    case "step":
      return isPlainSend(node);
    case "decide":
      return node.cases.every(({ when }) => variablesOf(when).length === 0);
    case "wait":
      return isPause(node);
    case "end":
      return node.of === null;
    default:
      return false;
  }
}

function isPlainSend({ action, retry, timeoutMs, undo, rateLimit, failed }: StepNode): boolean {
  const isPlain = [retry, timeoutMs, rateLimit, failed].every(setting => setting === null) && !undo;
  if (!isPlain || action.type !== "send") return false;
  const { channel, data, delivery, to } = action;
  return channel === "email" && delivery === "idempotent" && data === null && variablesOf(to).length === 0;
}

function isPause({ until, events, restartOn, approval, arms }: WaitNode): boolean {
  const isBare = events.length === 0 && restartOn.length === 0 && approval === null;
  return isBare && until?.type === "duration" && Object.keys(arms).length === 0;
}

function what(node: KernelNode): string {
  return node.kind === "step" ? `a step of type ${node.action.type}` : node.kind;
}
