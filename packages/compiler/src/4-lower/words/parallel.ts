import type { Call, Placed } from "../flow-scope.js";
import { armsOf } from "../place/arms.js";
import { argumentOf, refuseArgument } from "../place/call.js";
import { placeFork } from "../place/fork.js";
import { jsonOf } from "../place/given.js";
import { type Options, readOptions } from "../place/options.js";
import { namedOr, type Position } from "../place/position.js";

/** `parallel({ a: b => ..., b: b => ... }, options?)`: all arms, or as many as are needed. */
export function placeParallel(call: Call, at: Position): Placed {
  const arms = armsOf(call, argumentOf(call, 0));
  if (arms.size < 2) refuseArgument(call, argumentOf(call, 0), "an object of at least two arms");
  const options = readOptions(call, argumentOf(call, 1), ["need", "armError", "name", "as"]);
  const name = options.text("name");
  const need = isAll(options) ? arms.size : (options.count("need", 1) ?? arms.size);
  if (need > arms.size) options.refuse("need", `a number up to ${arms.size}, which is how many arms there are`);
  const { id, after } = namedOr(at, name, "parallel");
  return placeFork(call, {
    id,
    at,
    after,
    owner: name,
    out: options.text("as"),
    label: `parallel ${[...arms.keys()].join(", ")}`,
    arms,
    need: Math.min(need, arms.size),
    armError: options.oneOf("armError", ["fail", "arrive"]) ?? "fail",
  });
}

/** `race({ a: b => ..., b: b => ... }, options?)`: the first arm goes on, the others are canceled. */
export function placeRace(call: Call, at: Position): Placed {
  const arms = armsOf(call, argumentOf(call, 0));
  if (arms.size < 2) refuseArgument(call, argumentOf(call, 0), "an object of at least two arms");
  const options = readOptions(call, argumentOf(call, 1), ["name", "as"]);
  const name = options.text("name");
  const { id, after } = namedOr(at, name, "race");
  return placeFork(call, {
    id,
    at,
    after,
    owner: name,
    out: options.text("as"),
    label: `race ${[...arms.keys()].join(", ")}`,
    arms,
    need: 1,
    armError: "fail",
  });
}

/** `need: "all"` says what holds anyway. */
function isAll(options: Options): boolean {
  const need = options.get("need");
  return need !== null && jsonOf(need) === "all";
}
