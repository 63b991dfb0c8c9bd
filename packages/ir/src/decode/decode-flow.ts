import type { FlowIr } from "../flow.js";
import { IR_VERSION } from "../flow.js";
import { checkGraph } from "../graph/check-graph.js";
import { decodeConcurrency } from "./decode-concurrency.js";
import { DecodeError } from "./decode-error.js";
import { decodeEvent } from "./decode-event.js";
import { refuseOtherVersion } from "./decode-ir-version.js";
import { decodeMeta } from "./decode-meta.js";
import { decodeNode } from "./decode-node.js";
import { decodeSubject, refuseUnsoundSubject } from "./decode-subject.js";
import { decodeTrigger } from "./decode-trigger.js";
import { decodeValueType } from "./decode-value-type.js";
import { decodeWatcher } from "./decode-watcher.js";
import { ascending, at, filledText, listOf, nullable, oneOf, recordOf, shape, textLike } from "./decoder.js";
import { refuseDeep } from "./refuse-deep.js";
import { refuseIllTypedFlow } from "./refuse-ill-typed-flow.js";
import { refuseOtherLive } from "./refuse-other-live.js";
import { refuseOtherMeta } from "./refuse-other-meta.js";
import { refuseUnsoundEvent } from "./refuse-unsound-event.js";
import { refuseUnsoundReads } from "./refuse-unsound-reads.js";
import { refuseUnsoundTrigger } from "./refuse-unsound-trigger.js";

const decodeForm = shape<FlowIr>({
  irVersion: oneOf(IR_VERSION),
  hash: textLike(/^[0-9a-f]{64}$/, "64 lower-case hex digits"),
  flow: filledText,
  subject: nullable(decodeSubject),
  trigger: decodeTrigger,
  events: recordOf(decodeEvent),
  watchers: listOf(decodeWatcher),
  onError: nullable(filledText),
  concurrency: listOf(decodeConcurrency),
  variables: recordOf(decodeValueType),
  entry: filledText,
  nodes: recordOf(decodeNode),
  live: recordOf(ascending(filledText)),
  meta: decodeMeta,
});

/**
 * The flow in a JSON value, frozen. Throws a `DecodeError` at the first thing that is malformed, ill-typed, unknown,
 * dangling, unreachable, cyclic, badly nested or that does not fit the rest. Whether the hash fits is asked by `verifyHash` of
 * `@flowline/ir/hash`.
 */
export function decodeFlow(json: unknown): FlowIr {
  refuseOtherVersion(json);
  refuseDeep(json);
  const flow = decodeForm(json, "");
  if (flow.subject !== null) refuseUnsoundSubject(flow.subject, "subject");
  for (const [name, event] of Object.entries(flow.events)) refuseUnsoundEvent(event, at("events", name));
  refuseUnsoundTrigger(flow);
  const [problem] = checkGraph(flow);
  if (problem !== undefined) throw new DecodeError(problem.path.reduce<string>(at, ""), problem.message);
  refuseIllTypedFlow(flow);
  refuseUnsoundReads(flow);
  refuseOtherLive(flow);
  refuseOtherMeta(flow);
  return flow;
}
