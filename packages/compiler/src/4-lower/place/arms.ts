import type { FlowDraft, Span } from "@flowline/ir";
import { diagnose } from "../../diagnostics/definition.js";
import { unknownOption } from "../../diagnostics/words.js";
import type { Environment } from "../environment.js";
import { type Call, type FlowScope, type Placed, report } from "../flow-scope.js";
import { NOTHING } from "./block.js";

import { refuseArgument } from "./call.js";
import { chainOf, type Given, membersOf, nameSpanOf } from "./given.js";
import { afterOneOf } from "./known.js";
import { anchorInside, type Position } from "./position.js";

/** An arm in its place. */
export interface PlacedArm extends Placed {
  readonly label: string;
  readonly span: Span;
  /** Whether the author wrote it. */
  readonly isWritten: boolean;
}

/** What tells an arm from its siblings. */
export interface ArmPlace {
  /** The arm's key: what ids in it begin with. */
  readonly label: string;
  /** The `name` option of the node that the arm belongs to. */
  readonly owner: string | null;
  /** What the arm knows beside what is known where it begins. */
  readonly environment?: Environment;
}

/** Places an arm. One that is not there, or is none, is empty. */
export function placeArm(call: Call, given: Given | null, at: Position, place: ArmPlace): PlacedArm {
  const chain = chainOf(given);
  if (given !== null && chain === null) refuseArgument(call, given, "an arm, b => b. ..., that returns its chain");
  const placed = placeInner(call.scope, chain, armPosition(at, place));
  return { ...placed, label: place.label, span: given?.span ?? call.span, isWritten: given !== null };
}

/** Where an arm begins. */
function armPosition(at: Position, { label, owner, environment }: ArmPlace): Position {
  const path = `${at.path}${owner === null ? "" : `${owner}.`}${label}/`;
  return { ...at, path, anchor: anchorInside(at), environment: environment ?? at.environment };
}

/** The members of an object of arms, in the order in which they are written. */
export function armsOf(call: Call, given: Given | null): ReadonlyMap<string, Given> {
  if (given === null) return new Map();
  const members = membersOf(given);
  const nameless = members?.find(([key]) => key === "");
  if (nameless !== undefined) {
    const facts = { word: call.link.word, what: "arm", name: "", known: [], nearest: undefined } as const;
    report(call.scope, diagnose(unknownOption, facts, { span: nameSpanOf(nameless[1]) }));
  }
  if (members !== null) return new Map(members.filter(([key]) => key !== ""));
  refuseArgument(call, given, "an object of arms, { key: b => b. ... }");
  return new Map();
}

/** Where control goes on after arms of which one is taken. */
export function rejoin(
  after: Position,
  arms: readonly Pick<Placed, "after" | "ends">[],
): Pick<Placed, "after" | "ends"> {
  if (arms.length === 0) return { after, ends: false };
  const going = arms.filter(({ ends }) => !ends);
  if (going.length === 0) return { after, ends: true };
  const environment = afterOneOf(
    after.environment,
    going.map(arm => arm.after.environment),
  );
  return { after: { ...after, environment }, ends: false };
}

function placeInner(scope: FlowScope, chain: FlowDraft | null, at: Position): Placed {
  return chain === null ? { block: NOTHING, after: at, ends: false } : scope.placeChain(chain, at, scope);
}
