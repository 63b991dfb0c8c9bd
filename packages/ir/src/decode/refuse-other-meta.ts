import type { FlowIr } from "../flow.js";
import { DecodeError } from "./decode-error.js";
import { at } from "./decoder.js";

/** Throws where the metadata is not of just the nodes and the watchers that the flow has. */
export function refuseOtherMeta({ nodes, watchers, meta }: FlowIr): void {
  const names = new Set(watchers.map(({ name }) => name));
  refuseDifference([new Set(Object.keys(nodes)), "node"], Object.keys(meta.nodes), "meta.nodes");
  refuseDifference([names, "watcher"], Object.keys(meta.watchers), "meta.watchers");
  meta.notes.forEach(({ before }, index) => {
    if (before === null || Object.hasOwn(nodes, before)) return;
    throw new DecodeError(`meta.notes[${index}].before`, `there is no node "${before}"`);
  });
}

function refuseDifference(
  [expected, what]: readonly [ReadonlySet<string>, string],
  given: readonly string[],
  path: string,
): void {
  const all = new Set(given);
  for (const name of expected) {
    if (!all.has(name)) throw new DecodeError(path, `the ${what} "${name}" is missing`);
  }
  for (const name of given) {
    if (!expected.has(name)) throw new DecodeError(at(path, name), `the flow has no such ${what}`);
  }
}
