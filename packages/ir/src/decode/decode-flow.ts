import { fieldsOf } from "../expression/fields-of.js";
import type { AudienceTrigger, Editability, FlowIr, FlowMeta, NodeMeta } from "../flow.js";
import { IR_VERSION } from "../flow.js";
import { checkGraph } from "../graph/check-graph.js";
import type { DecideCase, DecideNode } from "../nodes/decide.js";
import type { EndNode } from "../nodes/end.js";
import type { KernelNode } from "../nodes/kernel-node.js";
import type { SendAction, StepNode } from "../nodes/step.js";
import type { DurationDeadline, WaitNode } from "../nodes/wait.js";
import type { Position, Span } from "../span.js";
import type { SubjectIr } from "../subject.js";
import { DecodeError } from "./decode-error.js";
import { decodeExpression } from "./decode-expression.js";
import { refuseOtherVersion } from "./decode-ir-version.js";
import { refuseUnsoundSubject, subjectShape } from "./decode-subject.js";
import {
  at,
  type Decoder,
  filledText,
  listOf,
  nullable,
  oneOf,
  recordOf,
  refuse,
  shape,
  tagged,
  text,
  wholeNumber,
} from "./decoder.js";
import { refuseDeep } from "./refuse-deep.js";
import { refuseIllTyped } from "./refuse-ill-typed.js";

const decodeSendAction = shape<SendAction>({
  type: oneOf("send"),
  message: filledText,
  channel: oneOf("email"),
  delivery: oneOf("idempotent"),
  to: decodeExpression,
  reads: listOf(filledText),
});

const decodeCase = shape<DecideCase>({ when: decodeExpression, next: filledText });

const decodeNode = tagged<KernelNode>("kind", {
  step: shape<StepNode>({ kind: oneOf("step"), action: decodeSendAction, next: filledText }),
  decide: shape<DecideNode>({
    kind: oneOf("decide"),
    cases: (value, path) => {
      const cases = listOf(decodeCase)(value, path);
      return cases.length > 0 ? cases : refuse(path, "at least one case", value);
    },
    otherwise: filledText,
    guards: nullable(filledText),
  }),
  wait: shape<WaitNode>({
    kind: oneOf("wait"),
    until: shape<DurationDeadline>({ type: oneOf("duration"), ms: wholeNumber(1) }),
    next: filledText,
  }),
  end: shape<EndNode>({ kind: oneOf("end"), outcome: oneOf("completed") }),
});

const decodePosition = shape<Position>({ line: wholeNumber(1), column: wholeNumber(1), offset: wholeNumber(0) });
const decodeSpan = shape<Span>({ file: filledText, start: decodePosition, end: decodePosition });

const decodeEditability = tagged<Editability>("kind", {
  literal: shape<Extract<Editability, { readonly kind: "literal" }>>({ kind: oneOf("literal") }),
  config: shape<Extract<Editability, { readonly kind: "config" }>>({ kind: oneOf("config") }),
  locked: shape<Extract<Editability, { readonly kind: "locked" }>>({ kind: oneOf("locked"), reason: text }),
});

const decodeNodeMeta = shape<NodeMeta>({
  word: filledText,
  label: text,
  span: nullable(decodeSpan),
  editability: decodeEditability,
});

const decodeHash: Decoder<string> = (value, path) =>
  typeof value === "string" && /^[0-9a-f]{64}$/.test(value) ? value : refuse(path, "64 lower-case hex digits", value);

const decodeForm = shape<FlowIr>({
  irVersion: oneOf(IR_VERSION),
  hash: decodeHash,
  flow: filledText,
  subject: shape<SubjectIr>(subjectShape),
  trigger: shape<AudienceTrigger>({ type: oneOf("audience"), predicate: decodeExpression }),
  entry: filledText,
  nodes: recordOf(decodeNode),
  meta: shape<FlowMeta>({ file: filledText, trigger: decodeNodeMeta, nodes: recordOf(decodeNodeMeta) }),
});

/**
 * The flow in a JSON value, frozen. Throws a `DecodeError` at the first thing that is malformed, ill-typed, unknown,
 * dangling, unreachable or cyclic. Whether the hash fits is asked by `verifyHash` of `@flowline/ir/hash`.
 */
export function decodeFlow(json: unknown): FlowIr {
  refuseOtherVersion(json);
  refuseDeep(json);
  const flow = decodeForm(json, "");
  refuseUnsoundSubject(flow.subject, "subject");
  refuseIllTyped(flow.trigger.predicate, flow.subject.fields, ["trigger.predicate", "verdict"]);
  for (const [id, node] of Object.entries(flow.nodes)) refuseUnsoundNode(node, flow.subject, at("nodes", id));
  const [problem] = checkGraph(flow);
  if (problem !== undefined) throw new DecodeError(problem.path.reduce<string>(at, ""), problem.message);
  refuseOtherNodesInMeta(flow);
  return flow;
}

function refuseUnsoundNode(node: KernelNode, subject: SubjectIr, path: string): void {
  if (node.kind === "decide") {
    node.cases.forEach(({ when }, index) => {
      refuseIllTyped(when, subject.fields, [`${path}.cases[${index}].when`, "verdict"]);
    });
  }
  if (node.kind === "step") refuseUnsoundSend(node.action, subject, `${path}.action`);
}

function refuseUnsoundSend(action: SendAction, subject: SubjectIr, path: string): void {
  refuseIllTyped(action.to, subject.fields, [`${path}.to`, "text"]);
  action.reads.forEach((name, index) => {
    if (!Object.hasOwn(subject.fields, name)) {
      throw new DecodeError(`${path}.reads[${index}]`, `there is no field "${name}"`);
    }
    const previous = action.reads[index - 1];
    if (previous !== undefined && previous >= name) {
      throw new DecodeError(`${path}.reads[${index}]`, "expected names in order, each once");
    }
  });
  const unread = fieldsOf(action.to).find(name => !action.reads.includes(name));
  if (unread !== undefined) {
    throw new DecodeError(`${path}.reads`, `the address needs "${unread}", which is not among them`);
  }
}

function refuseOtherNodesInMeta(flow: FlowIr): void {
  for (const id of Object.keys(flow.nodes)) {
    if (!Object.hasOwn(flow.meta.nodes, id)) throw new DecodeError("meta.nodes", `the node "${id}" is missing`);
  }
  for (const id of Object.keys(flow.meta.nodes)) {
    if (!Object.hasOwn(flow.nodes, id)) throw new DecodeError(at("meta.nodes", id), "the flow has no such node");
  }
}
