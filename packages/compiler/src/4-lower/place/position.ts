import type { JourneyCall, NodeId } from "@flowline/ir";
import type { Environment } from "../environment.js";

/** Where a link stands. A value: each link gives the position of the next. */
export interface Position {
  /** What ids begin with here: the keys of the arms around, and the namespaces of journeys (`got/`, `drip/yes/`). */
  readonly path: string;
  /** What variables of steps begin with here: the namespaces alone. */
  readonly namespace: string;
  /** The journey calls that it stands in, innermost last. */
  readonly from: readonly JourneyCall[];
  /** The groups that it stands in, outermost first. */
  readonly groups: readonly string[];
  /** What lambdas may read here. */
  readonly environment: Environment;
  /** The named node before it in the same arm. */
  readonly anchor: Anchor;
}

/** What unnamed nodes are named after. */
export interface Anchor {
  readonly name: string;
  /** How many nodes of each suffix hang on it already. */
  readonly counts: ReadonlyMap<string, number>;
}

/** The anchor at the beginning of a flow. */
export const START: Anchor = Object.freeze({ name: "start", counts: new Map() });

/**
 * The anchor at the beginning of an arm: what its owner hangs on, counted where that is not the first. So the unnamed nodes of two
 * choices, `.when(a, b => b.exit()).when(c, b => b.exit())`, are told apart.
 */
export function anchorInside({ anchor: { name, counts } }: Position): Anchor {
  const hung = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return { name: hung > 1 ? `${name}.${hung}` : name, counts: new Map() };
}

/** A node that the author named. What has no name of its own and follows is named after it. */
export function named(at: Position, name: string): { readonly id: NodeId; readonly after: Position } {
  return { id: at.path + name, after: { ...at, anchor: { name, counts: new Map() } } };
}

/** A node without a name: `hi.wait`, and `hi.wait.2` for the second one after `hi`. */
export function unnamed(at: Position, suffix: string): { readonly id: NodeId; readonly after: Position } {
  const count = (at.anchor.counts.get(suffix) ?? 0) + 1;
  const name = `${at.anchor.name}.${suffix}${count === 1 ? "" : `.${count}`}`;
  const counts = new Map(at.anchor.counts).set(suffix, count);
  return { id: at.path + name, after: { ...at, anchor: { ...at.anchor, counts } } };
}

/** The name where one is given, else anchor and suffix. */
export function namedOr(at: Position, name: string | null, suffix: string): ReturnType<typeof named> {
  return name === null ? unnamed(at, suffix) : named(at, name);
}
