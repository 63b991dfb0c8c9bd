import { DecodeError } from "./decode-error.js";

/** Gives the value in its type, rebuilt and frozen, or throws a `DecodeError` that names the path. */
export type Decoder<T> = (value: unknown, path: string) => T;

/** The path of a member: `nodes.hi`, `cases[0]`, `nodes["a b"]`. */
export function at(path: string, key: string | number): string {
  if (typeof key === "number") return `${path}[${key}]`;
  if (!/^[\w$-]+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}

/** Throws: something else was expected here. */
export function refuse(path: string, expected: string, found: unknown): never {
  throw new DecodeError(path, `expected ${expected}, found ${describe(found)}`);
}

function describe(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  if (typeof value === "string") return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}...` : value);
  return String(value);
}

/** Any text, or only one that is not empty. */
export const text: Decoder<string> = (value, path) =>
  typeof value === "string" ? value : refuse(path, "a text", value);

/** A text with at least one character. */
export const filledText: Decoder<string> = (value, path) =>
  typeof value === "string" && value !== "" ? value : refuse(path, "a text that is not empty", value);

/** True or false. */
export const truth: Decoder<boolean> = (value, path) =>
  typeof value === "boolean" ? value : refuse(path, "true or false", value);

/** A whole number from `least` on that JavaScript holds exactly. */
export function wholeNumber(least: number): Decoder<number> {
  return (value, path) =>
    typeof value === "number" && Number.isSafeInteger(value) && value >= least
      ? value
      : refuse(path, `a whole number${Number.isFinite(least) ? `, at least ${least}` : ""}`, value);
}

/** A number within bounds, both included. */
export function numberWithin(least: number, most: number): Decoder<number> {
  return (value, path) =>
    typeof value === "number" && value >= least && value <= most
      ? value
      : refuse(path, `a number from ${least}${most === Number.MAX_VALUE ? "" : ` to ${most}`}`, value);
}

/** A text of a form that is said in words. */
export function textLike(form: RegExp, words: string): Decoder<string> {
  return (value, path) => (typeof value === "string" && form.test(value) ? value : refuse(path, words, value));
}

/** One of a closed list of constants. */
export function oneOf<const T extends string | number>(...options: readonly T[]): Decoder<T> {
  return (value, path) => {
    const found = options.find(option => option === value);
    return found ?? refuse(path, options.map(option => JSON.stringify(option)).join(" or "), value);
  };
}

/** What `decoder` reads, or null. */
export function nullable<T>(decoder: Decoder<T>): Decoder<T | null> {
  return (value, path) => (value === null ? null : decoder(value, path));
}

/** A list of what `decoder` reads. */
export function listOf<T>(decoder: Decoder<T>): Decoder<readonly T[]> {
  return (value, path) => {
    if (!Array.isArray(value)) return refuse(path, "a list", value);
    return Object.freeze(Array.from(value, (item: unknown, index) => decoder(item, at(path, index))));
  };
}

/** A list with at least one item; `item` says what of: `a case`. */
export function filledListOf<T>(decoder: Decoder<T>, item: string): Decoder<readonly T[]> {
  const decodeList = listOf(decoder);
  return (value, path) => {
    const list = decodeList(value, path);
    return list.length > 0 ? list : refuse(path, `at least one ${item}`, value);
  };
}

/** A list in ascending order, in which nothing stands twice: a set has one spelling. */
export function ascending<T extends string | number>(decoder: Decoder<T>): Decoder<readonly T[]> {
  const decodeList = listOf(decoder);
  return (value, path) => {
    const list = decodeList(value, path);
    list.forEach((item, index) => {
      const previous = list[index - 1];
      if (previous === undefined || previous < item) return;
      const what = typeof item === "number" ? "numbers" : "names";
      throw new DecodeError(at(path, index), `expected ${what} in order, each once`);
    });
    return list;
  };
}

/** An object with any keys, each value as `decoder` reads it. */
export function recordOf<T>(decoder: Decoder<T>): Decoder<Readonly<Record<string, T>>> {
  return (value, path) => {
    const entries = members(value, path).map(([key, member]) => [key, decoder(member, at(path, key))] as const);
    // fromEntries defines own properties, so that a key `__proto__` stays a key.
    return Object.freeze(Object.fromEntries(entries));
  };
}

/** An object with exactly these properties. */
export function shape<T extends object>(decoders: { readonly [K in keyof T]-?: Decoder<T[K]> }): Decoder<T> {
  const expected = Object.entries(decoders) as readonly (readonly [string, Decoder<unknown>])[];
  return (value, path) => {
    const given = new Map(members(value, path));
    for (const key of given.keys()) {
      if (!Object.hasOwn(decoders, key)) throw new DecodeError(at(path, key), "this property is not known here");
    }
    const entries = expected.map(([key, decoder]) => [key, decoder(given.get(key), at(path, key))] as const);
    return Object.freeze(Object.fromEntries(entries)) as T;
  };
}

/** One of several objects, told apart by the text under `tag`. */
export function tagged<T>(tag: string, decoders: Readonly<Record<string, Decoder<T>>>): Decoder<T> {
  return (value, path) => {
    const kind = new Map(members(value, path)).get(tag);
    const decoder = typeof kind === "string" && Object.hasOwn(decoders, kind) ? decoders[kind] : undefined;
    const known = Object.keys(decoders).map(name => JSON.stringify(name));
    return decoder === undefined ? refuse(at(path, tag), `one of ${known.join(", ")}`, kind) : decoder(value, path);
  };
}

function members(value: unknown, path: string): readonly (readonly [string, unknown])[] {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? Object.entries(value) : refuse(path, "an object", value);
}
