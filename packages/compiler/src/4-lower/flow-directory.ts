import type { FlowDraft, LinkDraft, SiteNumber, Span } from "@flowline/ir";
import type { Given } from "./place/given.js";
import { memberOf, textOf } from "./place/given.js";

/** A flow of the project, as others see it. */
export interface KnownFlow {
  readonly name: string;
  /** The word that begins it. */
  readonly head: string;
  readonly file: string;
  readonly span: Span;
}

/** The flows of a project, by what others may call them. */
export class FlowDirectory {
  readonly #byName: ReadonlyMap<string, KnownFlow>;
  readonly #bySite: ReadonlyMap<SiteNumber, KnownFlow>;

  constructor(flows: readonly (KnownFlow & { readonly site: SiteNumber | null })[]) {
    this.#byName = new Map(flows.map(flow => [flow.name, flow]));
    this.#bySite = new Map(flows.flatMap(flow => (flow.site === null ? [] : [[flow.site, flow] as const])));
  }

  byName(name: string): KnownFlow | null {
    return this.#byName.get(name) ?? null;
  }

  /** The flow whose head is written there. */
  bySite(site: SiteNumber | null): KnownFlow | null {
    return site === null ? null : (this.#bySite.get(site) ?? null);
  }

  names(): readonly string[] {
    return [...this.#byName.keys()].sort();
  }
}

/** The head of a chain, with the name that the author gives the flow there. */
export interface FlowHead {
  readonly link: LinkDraft;
  /** What follows the head. */
  readonly rest: readonly LinkDraft[];
  /** Null: the flow is named after its file or export. */
  readonly name: string | null;
}

/** Takes a chain apart. `flow("name", on(...))` names the flow whose head stands in it. Null: the chain is empty. */
export function readHead({ links }: FlowDraft): FlowHead | null {
  const [link, ...rest] = links;
  if (link === undefined) return null;
  if (link.word === "flow") {
    const inner = link.args[1]?.kind === "chain" ? readHead(link.args[1].chain) : null;
    const name = nameIn(link, 0);
    return inner === null
      ? { link, rest, name }
      : { link: inner.link, rest: [...inner.rest, ...rest], name: name ?? inner.name };
  }
  if (link.word === "task") return { link, rest, name: nameIn(link, 0) };
  if (link.word === "send") return { link, rest, name: null };
  const options = link.args.map(argument => textOf(memberOf(givenOf(argument), "name")));
  return { link, rest, name: options.find(name => name !== null) ?? null };
}

function nameIn(link: LinkDraft, index: number): string | null {
  const argument = link.args[index];
  return argument === undefined ? null : textOf(givenOf(argument));
}

/** Names have no use for places here. */
function givenOf(draft: LinkDraft["args"][number]): Given {
  return { draft, span: NOWHERE, source: null };
}

const START = { line: 1, column: 1, offset: 0 };
const NOWHERE: Span = { file: "", start: START, end: START };
