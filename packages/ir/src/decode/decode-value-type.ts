import type { AnyValueType, ListValueType, ObjectValueType, ScalarValueType, ValueType } from "../value-type.js";
import { DecodeError } from "./decode-error.js";
import { type Decoder, oneOf, recordOf, refuse, shape, truth } from "./decoder.js";

/** How deeply a type may be nested: readers of types go down by recursion, and `refuseDeep` bounds the whole anyway. */
const MAX_TYPE_DEPTH = 50;

const SCALAR = oneOf("boolean", "number", "text", "instant");

const decodeAny: Decoder<true> = (value, path) => (value === true ? true : refuse(path, "true", value));

/** The four forms are told apart by the member that only they have. */
const FORMS: Readonly<Record<string, Decoder<ValueType>>> = {
  scalar: shape<ScalarValueType>({ scalar: SCALAR, nullable: truth }),
  list: shape<ListValueType>({ list: (value, path) => decodeNested(value, path), nullable: truth }),
  object: shape<ObjectValueType>({
    object: recordOf<ValueType>((value, path) => decodeNested(value, path)),
    nullable: truth,
  }),
  any: shape<AnyValueType>({ any: decodeAny, nullable: truth }),
};

/** A value type. */
export const decodeValueType: Decoder<ValueType> = (value, path) => {
  if (depthOf(value) > MAX_TYPE_DEPTH) {
    throw new DecodeError(path, `expected a type of at most ${MAX_TYPE_DEPTH} levels, found more`);
  }
  return decodeNested(value, path);
};

function decodeNested(value: unknown, path: string): ValueType {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return refuse(path, "a type", value);
  const form = Object.keys(FORMS).find(name => Object.hasOwn(value, name)) ?? "scalar";
  return (FORMS[form] ?? refuse(path, "a type", value))(value, path);
}

/** Levels of JSON, a level at a time and never more than are allowed. */
function depthOf(value: unknown): number {
  let level: readonly unknown[] = [value];
  let depth = 0;
  for (; level.length > 0 && depth <= MAX_TYPE_DEPTH; depth += 1) {
    level = level.flatMap(member => (typeof member === "object" && member !== null ? Object.values(member) : []));
  }
  return depth;
}
