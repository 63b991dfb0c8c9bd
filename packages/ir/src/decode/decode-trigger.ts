import type { AudienceTrigger, EventTrigger, ManualTrigger, Reentry, ScheduleTrigger, Trigger } from "../trigger.js";
import { decodeExpression } from "./decode-expression.js";
import { decodeValueType } from "./decode-value-type.js";
import { ascending, type Decoder, filledText, nullable, oneOf, refuse, shape, tagged, wholeNumber } from "./decoder.js";

const decodeAfter = shape<Exclude<Reentry, string>>({ afterMs: wholeNumber(1) });

const decodeReentry: Decoder<Reentry> = (value, path) => {
  if (value === "once" || value === "always") return value;
  return typeof value === "object" ? decodeAfter(value, path) : refuse(path, '"once", "always" or an object', value);
};

/** What begins a run. */
export const decodeTrigger: Decoder<Trigger> = tagged<Trigger>("type", {
  audience: shape<AudienceTrigger>({ type: oneOf("audience"), predicate: decodeExpression, reentry: decodeReentry }),
  event: shape<EventTrigger>({
    type: oneOf("event"),
    event: filledText,
    where: nullable(decodeExpression),
    keys: ascending(filledText),
    again: oneOf("ignore", "update", "restart", "queue", "parallel"),
    reentry: decodeReentry,
  }),
  schedule: shape<ScheduleTrigger>({ type: oneOf("schedule"), cron: filledText, zone: filledText }),
  manual: shape<ManualTrigger>({ type: oneOf("manual"), input: decodeValueType }),
});
