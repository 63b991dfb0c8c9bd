import type { Drafts } from "../3-execute/execute-project.js";
import { FlowDirectory, readHead } from "./flow-directory.js";
import type { FlowSource } from "./lower-flow.js";

/** Every export that turned out to be a flow, with its name. */
export function flowSources({ flows }: Drafts): readonly FlowSource[] {
  return [...flows.values()].flat().map(({ exportName, name, file, span, draft }): FlowSource => {
    const said = readHead(draft)?.name ?? null;
    return { name: said ?? name, file, span, draft, isDefault: exportName === "default" };
  });
}

/** The flows as they may call each other. */
export function directoryOf(sources: readonly FlowSource[]): FlowDirectory {
  return new FlowDirectory(
    sources.flatMap(({ name, file, span, draft }) => {
      const head = readHead(draft);
      return head === null ? [] : [{ name, file, span, head: head.link.word, site: draft.links[0]?.site ?? null }];
    }),
  );
}
