import type { Trigger, ValueType } from "@flowline/ir";
import type { Environment } from "../environment.js";
import type { Choices } from "../schema-type.js";

/** What a head says of its flow, before anything of the flow is placed. */
export interface About {
  /** The subject's name; null: the flow is about nobody. */
  readonly subject: string | null;
  /** Whether lambdas get a subject first, even where it could not be told which. */
  readonly hasSubject: boolean;
  /** What the variable `trigger` holds; null: there is none. */
  readonly trigger: ValueType | null;
  readonly choices: Choices;
  /** The run's keys. */
  readonly keys: Environment["keys"];
}

/** A head in its place: what begins the flow, and how it was written. */
export interface PlacedTrigger {
  readonly trigger: Trigger;
  readonly label: string;
}

/** A flow about nobody that nothing began. */
export const ABOUT_NOTHING: About = Object.freeze({
  subject: null,
  hasSubject: false,
  trigger: null,
  choices: new Map<string, readonly string[]>(),
  keys: new Map(),
});
