import type { EventIr } from "../event.js";
import type { EventMatch } from "../nodes/event-match.js";
import { decodeExpression } from "./decode-expression.js";
import { decodeValueType } from "./decode-value-type.js";
import { ascending, type Decoder, filledText, nullable, oneOf, recordOf, shape } from "./decoder.js";

/** An event as the project declares it. */
export const decodeEvent: Decoder<EventIr> = shape<EventIr>({
  payload: decodeValueType,
  subject: nullable(filledText),
  id: nullable(decodeExpression),
  keys: recordOf(decodeExpression),
});

/** The form of a match's properties, for whoever adds more of them. */
export const matchShape: { readonly [K in keyof EventMatch]: Decoder<EventMatch[K]> } = {
  event: filledText,
  from: oneOf("subject", "anyone"),
  keys: ascending(filledText),
  where: nullable(decodeExpression),
};

/** Which events a run takes for its own. */
export const decodeMatch: Decoder<EventMatch> = shape<EventMatch>(matchShape);
