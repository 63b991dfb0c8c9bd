import type { ArgumentDraft } from "@flowline/ir";
import { DRAFT } from "@flowline/ir";
import { odd } from "./draft-argument.js";
import { itemPlaceholder, type Loop } from "./item.js";

/** What stands at a place among a word's arguments; where nothing is said, a value. */
export type Role =
  /** A function that is called with a fresh builder and gives a chain. */
  | "arm"
  /** An object whose functions are arms. */
  | "arms"
  /** Another flow. */
  | "flow"
  /** Called with the builder of a dag. */
  | "dag"
  /** An object, some of whose members are arms. */
  | { readonly [key: string]: "arm" | "arms" };

/** Makes a builder without links: one for arms, one for a dag. */
export interface Builders {
  readonly arm: () => object;
  readonly dag: () => object;
}

/** A role's argument, with every arm in it called. An arm that throws throws here, with the author's own error. */
export function resolveArms(role: Role | undefined, value: unknown, builders: Builders): unknown {
  const resolve = (inner: Role, member: unknown): unknown => resolveArms(inner, member, builders);
  if (role === undefined || role === "flow") return value;
  if (role === "arm") return callArm(value, [builders.arm()]);
  if (role === "dag") return callArm(value, [builders.dag()]);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value);
  if (role === "arms") return Object.fromEntries(members.map(([name, member]) => [name, resolve("arm", member)]));
  return Object.fromEntries(
    members.map(([name, member]) => {
      const inner = Object.hasOwn(role, name) ? role[name] : undefined;
      return [name, inner === undefined ? member : resolve(inner, member)];
    }),
  );
}

/** The chain of `forEach`: its arm called once, with a placeholder for the item. */
export function resolveForEach(loop: Loop, arm: unknown, builders: Builders): unknown {
  return callArm(arm, [builders.arm(), itemPlaceholder(loop)]);
}

/** The chains of `each`: its arm called once for every item, at compile time. */
export function resolveEach(list: unknown, arm: unknown, builders: Builders): unknown {
  if (!Array.isArray(list)) return arm;
  return list.map(item => callArm(arm, [builders.arm(), item]));
}

function callArm(value: unknown, args: readonly unknown[]): unknown {
  if (typeof value !== "function") return value;
  const made: unknown = Reflect.apply(value, undefined, args);
  const isChain = typeof made === "object" && made !== null && typeof Reflect.get(made, DRAFT) === "function";
  return isChain ? made : noChain(made);
}

function noChain(made: unknown): object {
  const given = made === undefined ? "nothing" : "something that is no chain";
  return { [DRAFT]: (): ArgumentDraft => odd(`an arm that returns ${given}`) };
}
