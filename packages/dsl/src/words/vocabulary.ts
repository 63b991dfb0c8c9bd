import type { Role } from "../draft/resolve-arms.js";

/**
 * The words that carry more than values: which of a word's arguments, by position, are arms, flows or objects with
 * arms in them. This table is all that the run time knows of a word; what its arguments mean is the
 * compiler's. The arms of `each` and `forEach` get an item and stand in `link.ts`.
 */
const ROLES: Readonly<Record<string, readonly (Role | undefined)[]>> = {
  waitFor: [undefined, undefined, "arms"],
  waitUntil: [undefined, { due: "arm", missing: "arm", late: "arm" }],
  waitForAll: [undefined, undefined, "arms"],
  approval: [undefined, { escalate: "arm" }, "arms"],
  when: [undefined, "arm", "arm"],
  switch: [undefined, "arms", "arm"],
  split: [undefined, "arms"],
  parallel: ["arms"],
  race: ["arms"],
  repeat: ["arm"],
  forever: ["arm", "arm"],
  call: ["flow"],
  start: ["flow"],
  http: [undefined, undefined, { arms: "arms" }],
  try: ["arm"],
  catch: ["arm"],
  onError: ["arm"],
  dag: ["dag"],
  group: [undefined, "arm"],
};

const NONE: readonly (Role | undefined)[] = [];

/** What stands where among a word's arguments. */
export function rolesOf(word: string): readonly (Role | undefined)[] {
  return Object.hasOwn(ROLES, word) ? (ROLES[word] ?? NONE) : NONE;
}

/** The words that begin a flow. */
export const HEAD_WORDS = ["send", "on", "audience", "schedule", "manual", "flow", "task"] as const;

/** The words that go on with a chain, and begin an arm. */
export const LINK_WORDS = [
  "send",
  "waitFor",
  "waitUntil",
  "waitForAll",
  "approval",
  "when",
  "switch",
  "split",
  "parallel",
  "race",
  "repeat",
  "forever",
  "forEach",
  "each",
  "call",
  "start",
  "do",
  "http",
  "set",
  "emit",
  "exit",
  "exitWhen",
  "goal",
  "try",
  "catch",
  "onError",
  "dag",
  "use",
  "note",
  "group",
] as const;

/** The words of a dag's builder. */
export const DAG_WORDS = ["do", "http", "send"] as const;
