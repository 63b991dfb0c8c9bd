import type {
  Diagnostic,
  FlowDraft,
  LinkDraft,
  MessageCatalog,
  Note,
  SiteNumber,
  Span,
  ValueType,
  VariableName,
} from "@flowline/ir";
import type { Site } from "../2-read/reading.js";
import type { FlowDirectory } from "./flow-directory.js";
import type { FoundCall, LoweredProject, LoweredSend, LoweredSubject, LoweredWait } from "./lowered.js";
import type { Lowering } from "./lowering.js";
import type { Block } from "./place/block.js";
import type { Position } from "./place/position.js";
import type { ReadableFields } from "./read-field.js";

/** What the words of a flow need while they are lowered. One per flow. */
export interface FlowScope {
  readonly lowering: Lowering;
  /** The flow's name. */
  readonly name: string;
  /** Relative to the project's folder. */
  readonly file: string;
  /** Where findings go that have no place of their own. */
  readonly span: Span;
  readonly project: LoweredProject | null;
  readonly subject: LoweredSubject | null;
  /** Whether lambdas get a subject first, even where it could not be told which. */
  readonly hasSubject: boolean;
  readonly readable: ReadableFields | null;
  readonly catalog: MessageCatalog | null;
  /** The flows of the project, for those that call each other. */
  readonly directory: FlowDirectory;
  /** How many links of the flow came from each call: more than one means a loop or a shared piece. */
  readonly uses: ReadonlyMap<SiteNumber, number>;
  /** Names of the keys that a run of this flow has. */
  readonly keys: readonly string[];
  readonly found: Found;
  /** Places a chain. Words that have arms come back to it. */
  readonly placeChain: PlaceChain;
}

/** One call of the language, with what is known of it: draft, place, and the flow that it is part of. */
export interface Call {
  readonly link: LinkDraft;
  readonly site: Site | null;
  readonly scope: FlowScope;
  /** The call's place, else the flow's. */
  readonly span: Span;
}

/** What the words find on the way, for the flow as a whole. */
export interface Found {
  readonly sends: LoweredSend[];
  readonly waits: LoweredWait[];
  /** Events that the flow takes or emits, with a place that does. */
  readonly events: Map<string, Span>;
  readonly calls: FoundCall[];
  readonly variables: Map<VariableName, ValueType>;
  /** Goals and exits, which are placed when everything else is: they may read what any node writes. */
  readonly watchers: ForWhole[];
  readonly onErrors: ForWhole[];
  readonly notes: Note[];
  /** Whether something could not be lowered, which has been reported. */
  isBroken: boolean;
}

/** A word that holds for the whole flow, and where in the chain it is written. */
export interface ForWhole {
  readonly call: Call;
  readonly at: Position;
}

/** A piece of a flow in its place. */
export interface Placed {
  readonly block: Block;
  /** Where what follows stands. */
  readonly after: Position;
  /** Whether control never goes on from here: an exit, or a loop without an end. */
  readonly ends: boolean;
}

/** Places the links of a chain, one after the other. */
type PlaceChain = (chain: FlowDraft, at: Position, scope: FlowScope) => Placed;

/** Places one link. */
export type PlaceWord = (call: Call, at: Position) => Placed;

/** Adds a finding. Gives null, as the lowering of what cannot be lowered does. */
export function report(scope: FlowScope, diagnostic: Diagnostic): null {
  scope.lowering.diagnostics.push(diagnostic);
  if (diagnostic.severity === "error") scope.found.isBroken = true;
  return null;
}

/** How often each call made a link of this chain, arms included. */
export function countUses(chain: FlowDraft): ReadonlyMap<SiteNumber, number> {
  const uses = new Map<SiteNumber, number>();
  const visit = (link: LinkDraft): void => {
    if (link.site !== null) uses.set(link.site, (uses.get(link.site) ?? 0) + 1);
    for (const arg of link.args) visitArgument(arg);
  };
  const visitArgument = (arg: LinkDraft["args"][number]): void => {
    if (arg.kind === "chain") for (const link of arg.chain.links) visit(link);
    if (arg.kind === "object") for (const member of Object.values(arg.members)) visitArgument(member);
    if (arg.kind === "list") for (const item of arg.items) visitArgument(item);
  };
  for (const link of chain.links) visit(link);
  return uses;
}
