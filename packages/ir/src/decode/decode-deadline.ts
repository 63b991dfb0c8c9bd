import type { CalendarDeadline, Deadline, DurationDeadline, InstantDeadline, Zone } from "../nodes/wait.js";
import { decodeExpression } from "./decode-expression.js";
import {
  type Decoder,
  filledText,
  nullable,
  oneOf,
  refuse,
  shape,
  tagged,
  textLike,
  truth,
  wholeNumber,
} from "./decoder.js";

const decodeZone = shape<Zone>({ of: nullable(decodeExpression), fallback: filledText });

const decodeTimeOfDay = nullable(textLike(/^([01]\d|2[0-3]):[0-5]\d$/, "a time of day written HH:MM"));

const decodeWeekday: Decoder<number> = (value, path) =>
  typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= 7
    ? value
    : refuse(path, "a day from 1 (Monday) to 7", value);

/** When a wait ends by itself. */
export const decodeDeadline: Decoder<Deadline> = tagged<Deadline>("type", {
  duration: shape<DurationDeadline>({ type: oneOf("duration"), ms: wholeNumber(1) }),
  calendar: shape<CalendarDeadline>({
    type: oneOf("calendar"),
    months: wholeNumber(0),
    days: wholeNumber(0),
    workdays: truth,
    weekday: nullable(decodeWeekday),
    at: decodeTimeOfDay,
    zone: decodeZone,
  }),
  instant: shape<InstantDeadline>({
    type: oneOf("instant"),
    instant: decodeExpression,
    at: decodeTimeOfDay,
    zone: decodeZone,
    maxLatenessMs: nullable(wholeNumber(0)),
  }),
});
