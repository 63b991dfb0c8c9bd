import { ITEM } from "@flowline/ir";

/**
 * What an arm of `forEach` is handed in the place of an item that only a run knows. It can be named (`product.id`),
 * handed on as a value and captured by a lambda; the draft then says where it was used. Whatever would need its value
 * throws: the author's module would otherwise go on with nonsense.
 */
export function itemPlaceholder(path: readonly string[] = []): object {
  const refuse = (): never => {
    throw new TypeError(unknownYet(path));
  };
  // A function, so that calling a member (`product.tags.includes(...)`) is met by the same sentence.
  return new Proxy(() => undefined, {
    get: (_, key) => readMember(path, key, refuse),
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

function readMember(path: readonly string[], key: string | symbol, refuse: () => never): unknown {
  if (key === ITEM) return path;
  if (key === Symbol.toPrimitive) return refuse;
  if (key === Symbol.iterator || key === Symbol.asyncIterator) return refuse;
  return typeof key === "symbol" ? undefined : itemPlaceholder([...path, key]);
}

function unknownYet(path: readonly string[]): string {
  const name = ["the item of forEach", ...path].join(".");
  return (
    `${name} is only known at run time, so this code cannot compute with it. ` +
    "Use it in a lambda, where the run will know it, or hand it on as it is."
  );
}
