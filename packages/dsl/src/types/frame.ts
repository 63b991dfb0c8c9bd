// What a chain's lambdas may know besides what its own steps give: fixed where the flow begins, changed by loops and
// catches only.

/** The types of a declared project. */
export interface ProjectTypes {
  /** The row of each subject. */
  readonly subjects: unknown;
  /** Each event by name. */
  readonly events: unknown;
  /** What bodies get as `services`. */
  readonly services: unknown;
}

/** The types of a declared event. */
export interface EventTypes {
  readonly payload: unknown;
  readonly keys: unknown;
  readonly subject: unknown;
}

/** What a chain's lambdas see. */
export interface Frame {
  /** The row, or `Nobody`. */
  readonly subject: unknown;
  readonly trigger: unknown;
  readonly item: unknown;
  readonly error: unknown;
  /** What `call` and `start` must give. */
  readonly input: unknown;
  /** The flow's name, where it is written out. */
  readonly name: string;
  readonly project: ProjectTypes;
}

/** The subject of a flow that is about nobody: its lambdas drop the first parameter. */
export interface Nobody {
  readonly "This flow is about nobody.": never;
}

/** An object in which no property is known. */
export type Nothing = Readonly<Record<never, never>>;

/** What a `catch` caught. */
export interface CaughtError {
  readonly message: string;
  readonly name: string;
}

/** The frame at the beginning of a flow. */
export interface Begin<Project extends ProjectTypes, Subject, Trigger, Call extends CallTypes = NotCallable> {
  readonly subject: Subject;
  readonly trigger: Trigger;
  readonly item: undefined;
  readonly error: undefined;
  readonly input: Call["input"];
  readonly name: Call["name"];
  readonly project: Project;
}

/** How another flow calls this one. */
interface CallTypes {
  readonly input: unknown;
  readonly name: string;
}

/** The calling side of a flow that says nothing about it. */
export interface NotCallable {
  readonly input: unknown;
  readonly name: string;
}

/** The frame in the arm of a `forEach`. */
export interface WithItem<F extends Frame, Item> {
  readonly subject: F["subject"];
  readonly trigger: F["trigger"];
  readonly item: Item;
  readonly error: F["error"];
  readonly input: F["input"];
  readonly name: F["name"];
  readonly project: F["project"];
}

/** The frame in the arm of a `catch` or `onError`. */
export interface WithError<F extends Frame> {
  readonly subject: F["subject"];
  readonly trigger: F["trigger"];
  readonly item: F["item"];
  readonly error: CaughtError;
  readonly input: F["input"];
  readonly name: F["name"];
  readonly project: F["project"];
}

/** The names of a project's events; where it has none, a sentence that says so. */
export type EventNameIn<Project extends ProjectTypes> = [keyof Project["events"]] extends [never]
  ? "This project declares no events. Add `events: { ... }` to defineProject."
  : keyof Project["events"] & string;

/** The names of the events that a chain may wait for. */
export type EventName<F extends Frame> = EventNameIn<F["project"]>;

/** One member of the types of an event. */
type EventMember<
  Project extends ProjectTypes,
  Name,
  Member extends keyof EventTypes,
> = Name extends keyof Project["events"]
  ? Project["events"][Name] extends { readonly [Key in Member]: infer Found }
    ? Found
    : unknown
  : unknown;

/** What an event of that name carries. */
export type PayloadIn<Project extends ProjectTypes, Name> = EventMember<Project, Name, "payload">;

/** What an event of that name carries, in a chain. */
export type Payload<F extends Frame, Name> = PayloadIn<F["project"], Name>;

/** The names of an event's keys. */
export type KeyIn<Project extends ProjectTypes, Name> = EventMember<Project, Name, "keys"> & string;

/** The row of the subject that an event is about. */
export type SubjectIn<Project extends ProjectTypes, Name> =
  EventMember<Project, Name, "subject"> extends infer Found
    ? Found extends keyof Project["subjects"]
      ? Project["subjects"][Found]
      : Nobody
    : never;
