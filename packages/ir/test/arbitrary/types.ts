import type { ObjectValueType, ScalarType, ValueType } from "@flowline/ir";

/** A scalar that is surely there. */
export function sure(scalar: ScalarType): ValueType {
  return { scalar, nullable: false };
}

/** A scalar that may be null. */
export function maybe(scalar: ScalarType): ValueType {
  return { scalar, nullable: true };
}

/** A list that may be null. */
export function maybeList(list: ValueType): ValueType {
  return { list, nullable: true };
}

/** What the lists of objects hold. */
export const ITEM: ObjectValueType = {
  object: {
    id: maybe("text"),
    'odd "name"': maybe("number"),
    at: maybe("instant"),
    ok: maybe("boolean"),
    tags: maybeList(maybe("text")),
  },
  nullable: true,
};

/** An object with an object in it. */
export const ORDER: ObjectValueType = {
  object: {
    id: maybe("text"),
    total: maybe("number"),
    paid: maybe("boolean"),
    at: maybe("instant"),
    items: maybeList(ITEM),
    scores: maybeList(maybe("number")),
    constructor: { object: { length: maybe("number"), first: ITEM }, nullable: true },
  },
  nullable: true,
};

/** The lists that expressions are made of. */
export const LISTS: readonly ValueType[] = [
  maybeList(maybe("number")),
  maybeList(maybe("text")),
  maybeList(maybe("boolean")),
  maybeList(maybe("instant")),
  maybeList(ITEM),
  maybeList(maybeList(maybe("number"))),
];

/** The variables that expressions may read. */
export const VARIABLES: Readonly<Record<string, ValueType>> = {
  trigger: ORDER,
  event: ORDER,
  "steps.charge card": { object: { status: maybe("text"), body: ORDER }, nullable: true },
  "vars.number": maybe("number"),
  "vars.text": maybe("text"),
  "vars.truth": maybe("boolean"),
  "vars.instant": maybe("instant"),
  "vars.matrix": maybeList(maybeList(maybe("number"))),
  "vars.texts": maybeList(maybe("text")),
};
