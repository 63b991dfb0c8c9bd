import type { Call, Placed } from "../flow-scope.js";
import { NOTHING } from "../place/block.js";
import { argumentOf, refuseArgument } from "../place/call.js";
import { textOf } from "../place/given.js";
import type { Position } from "../place/position.js";

// What is written in the chain and holds for the whole flow. It has no node: the flow places it when the chain is placed.

/** `goal(...)` and `exitWhen(...)`. */
export function keepWatcher(call: Call, at: Position): Placed {
  call.scope.found.watchers.push({ call, at });
  return { block: NOTHING, after: at, ends: false };
}

/** `onError(arm)`. */
export function keepOnError(call: Call, at: Position): Placed {
  call.scope.found.onErrors.push({ call, at });
  return { block: NOTHING, after: at, ends: false };
}

/** `note(text)`: stands in front of the next node of its arm. */
export function keepNote(call: Call, at: Position): Placed {
  const given = argumentOf(call, 0);
  const text = textOf(given);
  if (text === null) refuseArgument(call, given, "a text");
  const { notes } = call.scope.found;
  const place = notes.length;
  notes.push({ text: text ?? "", before: null });
  const block: Placed["block"] = {
    entry: next => next,
    emit: next => {
      notes[place] = { text: text ?? "", before: next };
    },
  };
  return { block, after: at, ends: false };
}
