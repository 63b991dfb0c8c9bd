/**
 * What the front end knows of a word: where it may stand, and which of its arguments are functions that are no lambdas.
 * A new word of the language begins here; its lowering has a file in `4-lower/words`.
 */
interface Word {
  readonly head: boolean;
  readonly link: boolean;
  /** The places of arms: `1` is the second argument, `1.*` every member of it, `1.late` one member. */
  readonly arms: readonly string[];
  /** The places of bodies, which are never run while a flow is built. */
  readonly bodies: readonly string[];
  /** How a call looks where the name alone does not tell: see `isCalledLikeWord`. */
  readonly shape: Shape;
}

/**
 * What tells a link from another method of the same name, where nobody knows what the receiver is:
 * - `own`: nothing else is called like this.
 * - `object`: one of the first two arguments is an object literal, unlike in `text.split(",")`.
 * - `function`: the first argument is a function, unlike in `"-".repeat(3)`.
 * - `second`: the second argument is a function, unlike in `list.forEach(item => ...)`.
 * - `none`: `map.set(key, value)`, `promise.catch(...)`. The receiver must be known to be a chain.
 */
export type Shape = "own" | "object" | "function" | "second" | "none";

function word(shape: Shape, options: Partial<Word> = {}): Word {
  return Object.freeze({ head: false, link: true, arms: [], bodies: [], shape, ...options });
}

const HEAD = { head: true, link: false } as const;
/** The handler is the last argument, behind the options. */
const BODY = { bodies: ["1", "2", "1.undo"] } as const;

const WORDS: ReadonlyMap<string, Word> = new Map([
  ["send", word("own", { head: true })],
  ["audience", word("own", HEAD)],
  ["on", word("own", HEAD)],
  ["schedule", word("own", HEAD)],
  ["manual", word("own", HEAD)],
  ["flow", word("own", HEAD)],
  ["task", word("own", { ...HEAD, ...BODY })],
  ["waitFor", word("own", { arms: ["2.*"] })],
  ["waitUntil", word("own", { arms: ["1.due", "1.missing", "1.late"] })],
  ["waitForAll", word("own", { arms: ["2.*"] })],
  ["approval", word("own", { arms: ["1.escalate", "2.*"] })],
  ["when", word("own", { arms: ["1", "2"] })],
  ["switch", word("object", { arms: ["1.*", "2"] })],
  ["split", word("object", { arms: ["1.*"] })],
  ["parallel", word("object", { arms: ["0.*"] })],
  ["race", word("object", { arms: ["0.*"] })],
  ["repeat", word("function", { arms: ["0"] })],
  ["forever", word("own", { arms: ["0", "1"] })],
  ["forEach", word("second", { arms: ["1"] })],
  ["each", word("second", { arms: ["1"] })],
  ["call", word("none")],
  ["start", word("none")],
  ["do", word("own", BODY)],
  ["http", word("second", { arms: ["2.arms.*"] })],
  ["set", word("none")],
  ["emit", word("none")],
  ["exit", word("none")],
  ["exitWhen", word("own")],
  ["goal", word("own")],
  ["try", word("function", { arms: ["0"] })],
  ["catch", word("none", { arms: ["0"] })],
  ["onError", word("function", { arms: ["0"] })],
  ["dag", word("function", { arms: ["0"] })],
  ["use", word("none")],
  ["note", word("none")],
  ["group", word("second", { arms: ["1"] })],
]);

/** Words that are no part of a chain, and have bodies or arms all the same. */
const OTHERS: ReadonlyMap<string, Pick<Word, "arms" | "bodies">> = new Map([
  ["js", { arms: [], bodies: ["0"] }],
  ["defineProject", { arms: [], bodies: ["0.services"] }],
]);

/** What the language exports beside the words that begin a chain. */
const VALUES = [
  ...["defineProject", "env", "event", "journey", "js", "smtp", "subject", "table"],
  ...["after", "ago", "before", "days", "fromNow", "months", "next", "now", "startOfToday", "weeks", "workdays"],
];

/** All values that the language exports. Its types begin with a capital letter. */
export const EXPORTED_WORDS: readonly string[] = [
  ...[...WORDS].flatMap(([name, { head }]) => (head ? [name] : [])),
  ...VALUES,
].sort();

/** All words that may go on in a chain. */
export const LINK_WORDS: readonly string[] = [...WORDS].flatMap(([name, { link }]) => (link ? [name] : [])).sort();

/** Whether the word may begin a chain. */
export function isHeadWord(name: string): boolean {
  return WORDS.get(name)?.head ?? false;
}

/** Whether the word may go on in a chain. */
export function isLinkWord(name: string): boolean {
  return WORDS.get(name)?.link ?? false;
}

/** How a call of the word looks, or null where there is no such link. */
export function shapeOf(name: string): Shape | null {
  const found = WORDS.get(name);
  return found?.link ? found.shape : null;
}

/** What stands at a place among a word's arguments: `["1", "late"]` is the member `late` of the second one. */
export function roleAt(name: string, place: readonly string[]): "arm" | "body" | "value" {
  const found = WORDS.get(name) ?? OTHERS.get(name);
  if (found === undefined) return "value";
  if (found.bodies.some(pattern => matches(pattern, place))) return "body";
  return found.arms.some(pattern => matches(pattern, place)) ? "arm" : "value";
}

function matches(pattern: string, place: readonly string[]): boolean {
  const parts = pattern.split(".");
  return parts.length === place.length && parts.every((part, index) => part === "*" || part === place[index]);
}
