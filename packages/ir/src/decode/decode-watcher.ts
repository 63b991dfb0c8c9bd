import type { EventWatch, PredicateWatch, Watcher } from "../watcher.js";
import { decodeMatch } from "./decode-event.js";
import { decodeExpression } from "./decode-expression.js";
import { type Decoder, filledText, oneOf, shape, tagged, truth } from "./decoder.js";

/** A goal or an exit of the whole run. */
export const decodeWatcher: Decoder<Watcher> = shape<Watcher>({
  name: filledText,
  kind: oneOf("goal", "exit"),
  on: tagged<Watcher["on"]>("type", {
    event: shape<EventWatch>({ type: oneOf("event"), match: decodeMatch }),
    predicate: shape<PredicateWatch>({ type: oneOf("predicate"), when: decodeExpression }),
  }),
  exits: truth,
});
