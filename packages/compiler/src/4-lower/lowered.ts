import type { EventIr, FlowMeta, FlowSemantics, NodeId, ProjectIr, ProjectSubjectIr, Span } from "@flowline/ir";
import type { Choices } from "./schema-type.js";

/** What phase 4 makes of the project file. */
export interface LoweredProject {
  readonly ir: ProjectIr;
  readonly subjects: ReadonlyMap<string, LoweredSubject>;
  readonly events: ReadonlyMap<string, LoweredEvent>;
  /** Where findings about the project go. */
  readonly span: Span | null;
}

/** An event, with what is known of it beyond its IR. */
export interface LoweredEvent {
  readonly ir: EventIr;
  /** Which texts its payload may hold, where the schema limits them. */
  readonly choices: Choices;
}

/** A subject, with what is known of it beyond its IR. */
export interface LoweredSubject {
  readonly ir: ProjectSubjectIr;
  /** Field name to what it is instead: `a list`. */
  readonly unreadable: ReadonlyMap<string, string>;
  /** Derived fields whose expression could not be lowered, which has been reported. */
  readonly broken: ReadonlySet<string>;
  /** Whether it says how to address it, even if that could not be lowered. */
  readonly hasAddress: boolean;
}

/** What phase 4 makes of a flow: as much as can be said of it, and its graph if there is one. */
export interface LoweredFlow {
  readonly name: string;
  /** Relative to the project's folder. */
  readonly file: string;
  readonly span: Span;
  readonly subject: LoweredSubject | null;
  /** Whether it is about somebody, even where it could not be told whom. */
  readonly hasSubject: boolean;
  readonly sends: readonly LoweredSend[];
  readonly waits: readonly LoweredWait[];
  readonly calls: readonly FoundCall[];
  /** Null where the flow cannot be lowered; the reasons have been reported. */
  readonly graph: LoweredGraph | null;
}

/** A flow whose every part could be lowered. */
export interface LoweredGraph {
  readonly semantics: FlowSemantics;
  readonly meta: FlowMeta;
}

/** A send, for the checks that compare it with the project. */
export interface LoweredSend {
  readonly message: string;
  readonly span: Span | null;
  /** Whether the send says itself to whom it goes. */
  readonly hasAddress: boolean;
  /** The variables that its `data` gives the message; null: any. */
  readonly provided: readonly string[] | null;
}

/** A wait, for the checks. */
export interface LoweredWait {
  readonly ms: number;
  readonly written: string;
  readonly span: Span | null;
}

/** A call or start of another flow. */
export interface FoundCall {
  readonly node: NodeId;
  readonly flow: string;
  readonly span: Span;
}
