import type { output, input as ZodInput, ZodType } from "zod";
import type { Duration } from "../duration.js";
import type { BodyContext, Stored } from "../types/body.js";
import type { Lambda } from "../types/context.js";
import type { Step } from "../types/entries.js";
import type { Begin, EventNameIn, KeyIn, Nobody, Nothing, PayloadIn, ProjectTypes, SubjectIn } from "../types/frame.js";
import type { AnyChain } from "../types/made.js";
import type { OneSubject } from "../types/project-types.js";
import type { ConcurrencyOptions, Retry, SendOptions, Sent } from "../types/step-options.js";
import type { Chain } from "./chain.js";
import { headOf } from "./chain-of.js";
import { HEAD_WORDS } from "./vocabulary.js";

/** Whether a subject that has been through may come again: never, whenever the last run has ended, or so long after. */
export type Reentry = "once" | "always" | Duration;

/** What a second trigger does while a run of the same subject and key lives. */
export type Again = "ignore" | "update" | "restart" | "queue" | "parallel";

/** What any head may be told. */
export interface HeadOptions<Trigger, Name extends string> {
  /** The flow's name. Default: that of its file or export. */
  readonly name?: Name;
  readonly concurrency?: ConcurrencyOptions<Trigger>;
}

/** What `audience` may be told. */
export interface AudienceOptions<Name extends string> extends HeadOptions<Nothing, Name> {
  /** Default: `once`. */
  readonly reentry?: Reentry;
}

/** What `on` may be told. */
export interface OnOptions<Project extends ProjectTypes, Event, Name extends string>
  extends HeadOptions<PayloadIn<Project, Event>, Name> {
  /** The names of the event's keys that make a run of its own. Default: one run per subject. */
  readonly key?: KeyIn<Project, Event> | readonly KeyIn<Project, Event>[];
  /** Which of these events begin a run. */
  readonly where?: [SubjectIn<Project, Event>] extends [Nobody]
    ? (event: PayloadIn<Project, Event>) => unknown
    : (event: PayloadIn<Project, Event>, subject: SubjectIn<Project, Event>) => unknown;
  /** What a second event does while the run lives. Default: `ignore`. */
  readonly again?: Again;
  /** Default: `always`. */
  readonly reentry?: Reentry;
}

/** The trigger of a flow with a schedule. */
export interface ScheduledTrigger {
  readonly scheduledAt: Date;
}

/** What `task` may be told. */
export interface TaskFlowOptions<In extends ZodType, Out extends ZodType>
  extends Omit<HeadOptions<output<In>, string>, "name"> {
  readonly input?: In;
  readonly output?: Out;
  readonly retry?: Retry;
  /** How often a failed try is repeated: `retries: 2` makes three tries at most, as `retry: 3` does. */
  readonly retries?: Retry;
  readonly timeout?: Duration;
}

/** The head of a flow that `call` and `start` may name. */
type Manual<Project extends ProjectTypes, Input extends ZodType, Name extends string> = Begin<
  Project,
  Nobody,
  Readonly<output<Input>>,
  { readonly input: ZodInput<Input>; readonly name: Name }
>;

type Called<Name extends string> = { readonly input: unknown; readonly name: Name };

/** The words that begin a flow, for one project. */
export interface Heads<Project extends ProjectTypes> {
  /**
   * Begins a flow whose first step sends a message. Its guard is the flow's audience: every subject for whom it holds
   * is enrolled once.
   */
  send<Message extends string, Name extends string = Message>(
    message: Message,
    guard?: Lambda<Begin<Project, OneSubject<Project>, Nothing>, never, unknown>,
    options?: SendOptions<Begin<Project, OneSubject<Project>, Nothing>, never, Name>,
  ): Chain<Begin<Project, OneSubject<Project>, Nothing>, Step<Name, Sent>>;
  /** Begins a flow for every subject for whom a condition holds. */
  audience<Name extends string = string>(
    condition: Lambda<Begin<Project, OneSubject<Project>, Nothing>, never, unknown>,
    options?: AudienceOptions<Name>,
  ): Chain<Begin<Project, OneSubject<Project>, Nothing, Called<Name>>, never>;
  audience<Subject extends keyof Project["subjects"] & string, Name extends string = string>(
    subject: Subject,
    condition: Lambda<Begin<Project, Project["subjects"][Subject], Nothing>, never, unknown>,
    options?: AudienceOptions<Name>,
  ): Chain<Begin<Project, Project["subjects"][Subject], Nothing, Called<Name>>, never>;
  /** Begins a flow with an event, for the subject that it is about. */
  on<Event extends EventNameIn<Project>, Name extends string = string>(
    event: Event,
    options?: OnOptions<Project, Event, Name>,
  ): Chain<
    Begin<
      Project,
      SubjectIn<Project, Event>,
      PayloadIn<Project, Event>,
      { readonly input: PayloadIn<Project, Event>; readonly name: Name }
    >,
    never
  >;
  /** Begins a flow at the times of a cron expression, about nobody. */
  schedule<Name extends string = string>(
    cron: string,
    options?: HeadOptions<ScheduledTrigger, Name> & { readonly zone?: string },
  ): Chain<Begin<Project, Nobody, ScheduledTrigger, Called<Name>>, never>;
  /** Begins a flow on command, with an input that a zod schema describes, about nobody. */
  manual<Input extends ZodType, Name extends string = string>(
    input: Input,
    options?: HeadOptions<Readonly<output<Input>>, Name>,
  ): Chain<Manual<Project, Input, Name>, never>;
  manual<Name extends string = string>(
    input?: undefined,
    options?: HeadOptions<Nothing, Name>,
  ): Chain<Begin<Project, Nobody, Nothing, Called<Name>>, never>;
  /** Names a flow: `flow("dunning", on("invoice.payment_failed"))`. */
  flow<Head extends AnyChain>(name: string, head: Head): Head;
  /** A flow of one step, for whoever only wants a queue. */
  task<Name extends string, Result>(
    name: Name,
    body: (input: unknown, context: BodyContext<Begin<Project, Nobody, unknown>, never>) => Result | Promise<Result>,
  ): Chain<Begin<Project, Nobody, unknown, Called<Name>>, Step<Name, Stored<Result>>>;
  task<Name extends string, Result, In extends ZodType = ZodType, Out extends ZodType = ZodType>(
    name: Name,
    options: TaskFlowOptions<In, Out>,
    body: (
      input: Readonly<output<In>>,
      context: BodyContext<Manual<Project, In, Name>, never>,
    ) => Result | Promise<Result>,
  ): Chain<Manual<Project, In, Name>, Step<Name, Stored<Result>>>;
}

/** The heads of a project. The words of all projects run the same code and differ in types only. */
export function headsOf<Project extends ProjectTypes>(): Heads<Project>;
export function headsOf(): object {
  return Object.fromEntries(HEAD_WORDS.map(word => [word, headOf(word)]));
}
