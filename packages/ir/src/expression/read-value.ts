import { formatInstant } from "../instant.js";
import type { Json, ScalarType, Value, ValueType } from "../value-type.js";

/**
 * What a place in JSON holds, read as the type that it is said to have: null where it holds something else. A number is finite and
 * never negative zero, because JSON has neither; an instant takes its one written form, cut to milliseconds. Of a list or an
 * object only that it is one is asked: each element is judged when it is read. SQL reads jsonb by the same rules.
 */
export function readValue(value: Value | undefined, type: ValueType): Value {
  return value === undefined ? null : readerOf(type)(value);
}

/** `readValue` for one type, chosen once. */
export function readerOf(type: ValueType): (value: Value) => Value {
  if ("scalar" in type) return SCALAR_READERS[type.scalar];
  if ("list" in type) return readList;
  return "any" in type ? readAny : readObject;
}

const SCALAR_READERS: Readonly<Record<ScalarType, (value: Value) => Value>> = {
  boolean: value => (typeof value === "boolean" ? value : null),
  number: readNumber,
  text: value => (typeof value === "string" ? value : null),
  instant: value => (typeof value === "string" ? readInstant(value) : null),
};

function readNumber(value: Value): Value {
  return typeof value === "number" ? asJsonNumber(value) : null;
}

function readAny(value: Value): Value {
  return typeof value === "number" ? asJsonNumber(value) : value;
}

function readList(value: Value): Value {
  return isList(value) ? value : null;
}

function readObject(value: Value): Value {
  return isObject(value) ? value : null;
}

/** The number as JSON carries it: null for NaN and infinities, zero for negative zero. */
export function asJsonNumber(value: number): number | null {
  return Number.isFinite(value) ? value + 0 : null;
}

/** Whether a value is a list. */
export function isList(value: Value): value is readonly Json[] {
  return Array.isArray(value);
}

/** Whether a value is an object (a list is none). */
export function isObject(value: Value): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const [YEAR, ODD_DAYS] = ["(?!0000)[0-9]{4}", "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"];
const [EVEN_DAYS, FEBRUARY] = ["(0[469]|11)-(0[1-9]|[12][0-9]|30)", "02-(0[1-9]|1[0-9]|2[0-8])"];
const LEAP_DAY = "(?!0000)([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29";
const CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?";
const ZONE = "(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])";

/**
 * The texts that are read as instants, in a form that JavaScript's regular expressions and PostgreSQL's share: ISO 8601,
 * a day that exists, UTC where no zone is said.
 */
export const INSTANT_PATTERN: string = `^((${YEAR}-(${ODD_DAYS}|${EVEN_DAYS}|${FEBRUARY}))|${LEAP_DAY})(T${CLOCK}${ZONE}?)?$`;
/** What an instant's text lacks if it lacks a zone. */
export const HAS_ZONE_PATTERN: string = `${ZONE}$`;

const INSTANT = new RegExp(INSTANT_PATTERN);
const HAS_ZONE = new RegExp(`T.*${HAS_ZONE_PATTERN}`);

function readInstant(text: string): string | null {
  if (!INSTANT.test(text)) return null;
  if (text.length === 10) return formatInstant(Date.parse(text));
  const cut = text.replace(/([.][0-9]{3})[0-9]+/, "$1");
  return formatInstant(Date.parse(HAS_ZONE.test(cut) ? cut : `${cut}Z`));
}
