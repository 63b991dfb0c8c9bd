import type { FlowDraft, LinkDraft } from "@flowline/ir";
import { diagnose } from "../diagnostics/definition.js";
import { unreachable } from "../diagnostics/graph.js";
import { wrongPlace } from "../diagnostics/words.js";
import type { Call, FlowScope, Placed } from "./flow-scope.js";
import { report } from "./flow-scope.js";
import { inOrder, NOTHING } from "./place/block.js";
import { callOf } from "./place/call.js";
import type { Position } from "./place/position.js";
import { wordNamed } from "./words/words.js";

/** Words that hold for the whole flow or say something to its readers, wherever they are written. */
const FLOW_WIDE = ["exitWhen", "goal", "onError", "note"];

/** Places the links of a chain one after the other. What stands behind an exit is reported and left out. */
export function placeChain(chain: FlowDraft, start: Position, scope: FlowScope): Placed {
  const blocks: Placed["block"][] = [];
  let at = start;
  let end: Call | null = null;
  for (const link of joinCatches(chain.links)) {
    const call = callOf(link, scope);
    if (end !== null && !FLOW_WIDE.includes(link.word)) {
      reportUnreachable(call, end);
      break;
    }
    const placed = placeLink(call, at);
    blocks.push(placed.block);
    at = placed.after;
    if (placed.ends) end ??= call;
  }
  return { block: inOrder(blocks), after: at, ends: end !== null };
}

function placeLink(call: Call, at: Position): Placed {
  const place = wordNamed(call.link.word);
  if (place !== null) return place(call, at);
  report(call.scope, diagnose(wrongPlace, { word: call.link.word, where: "inside a chain" }, { span: call.span }));
  return { block: NOTHING, after: at, ends: false };
}

/** A `catch` becomes an argument of the `try` that it stands behind. One that stands alone stays, and is reported. */
function joinCatches(links: readonly LinkDraft[]): readonly LinkDraft[] {
  return links.flatMap((link, index) => {
    if (link.word === "catch" && links[index - 1]?.word === "try") return [];
    const next = links[index + 1];
    if (link.word !== "try" || next?.word !== "catch") return [link];
    return [{ ...link, args: [...link.args.slice(0, 1), ...next.args] }];
  });
}

function reportUnreachable(call: Call, end: Call): void {
  const related = [{ message: `${end.link.word}() never goes on.`, span: end.span }];
  const facts = { word: call.link.word, before: end.link.word };
  report(call.scope, diagnose(unreachable, facts, { span: call.span, related }));
}
