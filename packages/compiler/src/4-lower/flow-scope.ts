import type { Diagnostic, Expression, KernelNode, MessageCatalog, NodeId, NodeMeta, Span } from "@flowline/ir";
import type { Site } from "../2-read/reading.js";
import type { LoweredProject, LoweredSend, LoweredSubject, LoweredWait } from "./lowered.js";
import type { Lowering } from "./lowering.js";
import type { ReadableFields } from "./read-field.js";

/** What the words of a flow need while they are lowered. One per flow. */
export interface FlowScope {
  readonly lowering: Lowering;
  /** Relative to the project's folder. */
  readonly file: string;
  /** Where findings go that have no place of their own. */
  readonly span: Span;
  readonly project: LoweredProject | null;
  readonly subject: LoweredSubject | null;
  readonly readable: ReadableFields | null;
  readonly catalog: MessageCatalog | null;
  /** How many links of the flow came from each call: more than one means a loop or a shared piece. */
  readonly uses: ReadonlyMap<number, number>;
  readonly sends: LoweredSend[];
  readonly waits: LoweredWait[];
}

/** A link that has its place in the flow: ids are settled, what follows is not. */
export interface PlacedLink {
  /** The id that an arrow into the link leads to. */
  readonly entry: NodeId;
  /** The predicate, where the link begins the flow. */
  readonly trigger: { readonly predicate: Expression; readonly meta: NodeMeta } | null;
  /** The link's nodes, given the id of what follows. */
  readonly nodesBefore: (next: NodeId) => readonly PlacedNode[];
}

/** A node with its id and how it was written. */
export interface PlacedNode {
  readonly id: NodeId;
  readonly node: KernelNode;
  readonly meta: NodeMeta;
}

/** Where a link stands among the others. */
export interface LinkPosition {
  readonly isFirst: boolean;
  /** The named step that it is or comes after, and which wait after that step it is (0: the step itself). */
  readonly previous: { readonly step: NodeId; readonly waits: number } | null;
}

/** Adds a finding. Gives null, as the lowering of what cannot be lowered does. */
export function report(scope: FlowScope, diagnostic: Diagnostic): null {
  scope.lowering.diagnostics.push(diagnostic);
  return null;
}

/** The place of a call's argument, else of the call, else of the flow. */
export function argumentSpan(scope: FlowScope, site: Site | null, index: number): Span {
  return site?.args[index]?.span ?? site?.span ?? scope.span;
}
