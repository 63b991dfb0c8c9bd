import { ITEM } from "@flowline/ir";

/** The identity of one `forEach`: its item's placeholder and its link share it. */
export type Loop = object;

/** The loops whose arms are being drafted, innermost last. Drafting is synchronous. */
const drafting: Loop[] = [];

/** Drafts something in the arm of a loop, so that placeholders know how far out their item stands. */
export function draftWithin<Made>(loop: Loop, draft: () => Made): Made {
  drafting.push(loop);
  try {
    return draft();
  } finally {
    drafting.pop();
  }
}

/**
 * What an arm of `forEach` is handed in the place of an item that only a run knows. It can be named (`product.id`),
 * handed on as a value and captured by a lambda; the draft then says where it was used. Whatever would need its value
 * throws: the author's module would otherwise go on with nonsense.
 */
export function itemPlaceholder(loop: Loop, path: readonly string[] = []): object {
  const refuse = (): never => {
    throw new TypeError(unknownYet(path));
  };
  const read = (key: string | symbol): unknown => {
    if (key === ITEM) return pathFrom(loop, path);
    if (REFUSED.has(key)) return refuse;
    return typeof key === "symbol" ? undefined : itemPlaceholder(loop, [...path, key]);
  };
  // A function, so that calling a member (`product.tags.includes(...)`) is met by the same sentence.
  return new Proxy(() => undefined, {
    get: (_, key) => read(key),
    has: (_, key) => (typeof key === "symbol" ? key === ITEM : refuse()),
    getPrototypeOf: () => null,
    apply: refuse,
    construct: refuse,
    set: refuse,
    defineProperty: refuse,
    deleteProperty: refuse,
    setPrototypeOf: refuse,
    ownKeys: refuse,
    getOwnPropertyDescriptor: refuse,
  });
}

/** The path of a placeholder, or undefined for any other value. */
export function itemPathOf(value: unknown): readonly string[] | undefined {
  // Of all objects only a function can be a placeholder; asking others could run an author's getter.
  if (typeof value !== "function") return undefined;
  const path: unknown = Reflect.get(value, ITEM);
  return Array.isArray(path) ? path : undefined;
}

const REFUSED: ReadonlySet<string | symbol> = new Set([
  Symbol.toPrimitive,
  Symbol.iterator,
  Symbol.asyncIterator,
  "toString",
  "valueOf",
  "toJSON",
  "^",
]);

function pathFrom(loop: Loop, path: readonly string[]): readonly string[] {
  const place = drafting.lastIndexOf(loop);
  if (place === -1) throw new TypeError("The item of a forEach was used outside of its arm, where there is no item.");
  return [...drafting.slice(place + 1).map(() => "^"), ...path];
}

function unknownYet(path: readonly string[]): string {
  const name = ["the item of forEach", ...path].join(".");
  return (
    `${name} is only known at run time, so this code cannot compute with it. ` +
    "Use it in a lambda, where the run will know it, or hand it on as it is."
  );
}
