import type { DoAction, HttpAction, RateLimit, RetryPolicy, SendAction, StepAction, StepNode } from "../nodes/step.js";
import { decodeExpression } from "./decode-expression.js";
import {
  ascending,
  type Decoder,
  filledText,
  listOf,
  nullable,
  numberWithin,
  oneOf,
  refuse,
  shape,
  tagged,
  truth,
  wholeNumber,
} from "./decoder.js";

const decodeStatus: Decoder<number> = (value, path) => {
  const isStatus = typeof value === "number" && Number.isInteger(value) && value >= 100 && value <= 599;
  return isStatus && (value < 200 || value > 299) ? value : refuse(path, "an HTTP status that is no success", value);
};

const decodeAction = tagged<StepAction>("type", {
  send: shape<SendAction>({
    type: oneOf("send"),
    message: filledText,
    channel: filledText,
    delivery: oneOf("idempotent", "atMostOnce"),
    to: decodeExpression,
    data: nullable(decodeExpression),
    reads: ascending(filledText),
  }),
  do: shape<DoAction>({
    type: oneOf("do"),
    subject: nullable(ascending(filledText)),
    reads: nullable(ascending(filledText)),
  }),
  http: shape<HttpAction>({ type: oneOf("http"), request: decodeExpression, accepts: ascending(decodeStatus) }),
});

const decodeRetry = shape<RetryPolicy>({
  attempts: wholeNumber(1),
  afterMs: listOf(wholeNumber(0)),
  factor: numberWithin(1, Number.MAX_VALUE),
  maxMs: wholeNumber(0),
  jitter: numberWithin(0, 1),
  honorRetryAfter: truth,
});

const decodeUnits: Decoder<number> = (value, path) =>
  typeof value === "number" && Number.isFinite(value) && value > 0 ? value : refuse(path, "a number above 0", value);

const decodeRateLimit = shape<RateLimit>({ name: filledText, units: decodeUnits, key: nullable(decodeExpression) });

/** A step with whatever it does. */
export const decodeStep: Decoder<StepNode> = shape<StepNode>({
  kind: oneOf("step"),
  action: decodeAction,
  out: nullable(filledText),
  retry: nullable(decodeRetry),
  timeoutMs: nullable(wholeNumber(1)),
  undo: truth,
  rateLimit: nullable(decodeRateLimit),
  failed: nullable(filledText),
  next: filledText,
});
