import type { ApprovalTerms, Subscription, WaitNode } from "../nodes/wait.js";
import { decodeDeadline } from "./decode-deadline.js";
import { decodeMatch, matchShape } from "./decode-event.js";
import { decodeExpression } from "./decode-expression.js";
import {
  ascending,
  type Decoder,
  filledText,
  listOf,
  nullable,
  oneOf,
  recordOf,
  shape,
  wholeNumber,
} from "./decoder.js";

const decodeApproval = shape<ApprovalTerms>({
  name: filledText,
  of: decodeExpression,
  need: wholeNumber(1),
  reject: oneOf("any", "all"),
  not: nullable(decodeExpression),
  remindMs: ascending(wholeNumber(1)),
});

/** A wait of whatever kind. */
export const decodeWait: Decoder<WaitNode> = shape<WaitNode>({
  kind: oneOf("wait"),
  until: nullable(decodeDeadline),
  events: listOf(shape<Subscription>({ ...matchShape, name: filledText })),
  need: oneOf("first", "all"),
  restartOn: listOf(decodeMatch),
  approval: nullable(decodeApproval),
  since: oneOf("run", "node"),
  out: nullable(filledText),
  arms: recordOf(filledText),
  next: filledText,
});
