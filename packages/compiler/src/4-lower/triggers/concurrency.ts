import type { Concurrency } from "@flowline/ir";
import type { Call } from "../flow-scope.js";
import { ask } from "../place/ask.js";

import { itemsOf } from "../place/given.js";
import { type Options, readOptions } from "../place/options.js";
import type { Position } from "../place/position.js";

/** How many runs may be live at a time: one limit, or several of which each holds. */
export function concurrencyOf(call: Call, options: Options, at: Position): readonly Concurrency[] {
  const given = options.get("concurrency");
  if (given === null) return [];
  return (itemsOf(given) ?? [given]).map(entry => {
    const limit = readOptions(call, entry, ["key", "limit", "onFull"]);
    const key = limit.get("key");
    if (limit.get("limit") === null) options.refuse("concurrency", "an object with a `limit`");
    return {
      key: key && ask(call, key, at, { role: "the key of `concurrency`", shape: "event", tier: "portable" }),
      limit: limit.count("limit", 1) ?? 1,
      onFull: limit.oneOf("onFull", ["queue", "keepNewest", "cancelNewest", "cancelRunning"]) ?? "queue",
    };
  });
}
