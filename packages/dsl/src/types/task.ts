import type { Lambda } from "./context.js";
import type { AnyEntry, Maybe, Step } from "./entries.js";
import type { EventName, Frame } from "./frame.js";
import type { Choices, Pause } from "./wait-options.js";

/** A task of a dag: what it gives, what it and those before it may read, and whether it runs whenever nothing fails. */
export interface Task<Name extends string, Out, Before extends AnyEntry, Sure extends boolean> {
  readonly name: Name;
  readonly own: Step<Name, Out>;
  readonly sees: Before | Step<Name, Out>;
  readonly sure: Sure;
}

/** Any task. */
export interface AnyTask {
  readonly name: string;
  readonly own: AnyEntry;
  readonly sees: AnyEntry;
  readonly sure: boolean;
}

/** What follows a dag may read. */
export type DoneOf<Tasks extends AnyTask> = Tasks extends AnyTask
  ? Tasks["sure"] extends true
    ? Tasks["own"]
    : Maybe<Tasks["own"]>
  : never;

/** What may stand in `after`. */
export type ParentName<Tasks extends AnyTask> = [Tasks] extends [never]
  ? "There is no task before this one."
  : Tasks["name"];

/** What a task with these parents may read: they have run, unless it runs although one was skipped or failed. */
export type Seen<Tasks extends AnyTask, Parent, Lenient> = Tasks extends AnyTask
  ? Tasks["name"] extends Parent
    ? "run" extends Lenient
      ? Maybe<Tasks["sees"]>
      : Tasks["sees"]
    : never
  : never;

/** Whether a task without conditions of its own runs whenever nothing fails. */
export type SureAfter<Tasks extends AnyTask, Parent, Lenient> = "run" extends Lenient
  ? true
  : [Extract<Tasks, { readonly name: Parent; readonly sure: false }>] extends [never]
    ? true
    : false;

/** After which tasks, and what their fate means for this one. */
export interface TaskOrder<Parent extends string, Skipped, Failed> {
  /** The tasks that must be over. Default: it begins with the dag. */
  readonly after?: Parent | readonly Parent[];
  /** What it does when one of them was skipped. Default: it is skipped too. */
  readonly ifSkipped?: Skipped;
  /** What it does when one of them failed. Default: it is canceled. */
  readonly ifFailed?: Failed;
}

/** When a task that could begin does not, or not yet. */
export interface TaskConditions<F extends Frame, E extends AnyEntry> {
  /** Skipped where this does not hold. */
  readonly when?: Lambda<F, E, unknown>;
  /** Skipped where this holds. */
  readonly skipIf?: Lambda<F, E, unknown>;
  /** Canceled where this holds. */
  readonly cancelIf?: Lambda<F, E, unknown>;
  /** Begins so much later, or with this event, or with the first of several. */
  readonly waitFor?: Pause | EventName<F> | Choices<F, E>;
}

/** A task's conditions, as opposed to no options of that kind. */
export type NoConditions = { readonly [Key in keyof TaskConditions<Frame, AnyEntry>]?: undefined };
