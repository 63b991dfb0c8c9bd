import type { Concurrency } from "../concurrency.js";
import { decodeExpression } from "./decode-expression.js";
import { type Decoder, nullable, oneOf, shape, wholeNumber } from "./decoder.js";

/** A limit of live runs. */
export const decodeConcurrency: Decoder<Concurrency> = shape<Concurrency>({
  key: nullable(decodeExpression),
  limit: wholeNumber(1),
  onFull: oneOf("queue", "keepNewest", "cancelNewest", "cancelRunning"),
});
