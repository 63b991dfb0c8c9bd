import type { ZodType } from "zod";
import type { Body, Stored } from "../types/body.js";
import type { Lambda } from "../types/context.js";
import type { AnyEntry } from "../types/entries.js";
import type { Frame } from "../types/frame.js";
import type { Typed } from "../types/made.js";
import type * as Steps from "../types/step-options.js";
import type * as Tasks from "../types/task.js";

type Run = "run" | undefined;

type RunOrSkip = "run" | "skip" | undefined;

/** A graph of tasks in the making: each begins when those that it names in `after` are over. */
export interface Dag<F extends Frame, E extends AnyEntry, T extends Tasks.AnyTask> extends Typed<F, Tasks.DoneOf<T>> {
  /** A task that runs user code. */
  do<Name extends string, Result>(
    name: Name,
    body: Body<F, E, Result>,
  ): Dag<F, E, T | Tasks.Task<Name, Stored<Result>, never, true>>;
  do<
    Name extends string,
    Result,
    Parent extends Tasks.ParentName<T> = never,
    Skipped extends Run = undefined,
    Failed extends RunOrSkip = undefined,
  >(
    name: Name,
    options: Tasks.TaskOrder<Parent, Skipped, Failed> &
      Tasks.NoConditions &
      Steps.DoOptions<F, E | Tasks.Seen<T, Parent, Skipped | Failed>> & { readonly output?: undefined },
    body: Body<F, E | Tasks.Seen<T, Parent, Skipped | Failed>, Result>,
  ): Dag<
    F,
    E,
    | T
    | Tasks.Task<
        Name,
        Stored<Result>,
        Tasks.Seen<T, Parent, Skipped | Failed>,
        Tasks.SureAfter<T, Parent, Skipped | Failed>
      >
  >;
  do<
    Name extends string,
    Result,
    Parent extends Tasks.ParentName<T> = never,
    Skipped extends Run = undefined,
    Failed extends RunOrSkip = undefined,
  >(
    name: Name,
    options: Tasks.TaskOrder<Parent, Skipped, Failed> &
      Tasks.TaskConditions<F, E | Tasks.Seen<T, Parent, Skipped | Failed>> &
      Steps.DoOptions<F, E | Tasks.Seen<T, Parent, Skipped | Failed>> & { readonly output?: undefined },
    body: Body<F, E | Tasks.Seen<T, Parent, Skipped | Failed>, Result>,
  ): Dag<F, E, T | Tasks.Task<Name, Stored<Result>, Tasks.Seen<T, Parent, Skipped | Failed>, false>>;
  do<
    Name extends string,
    Schema extends ZodType,
    const Result extends Steps.Output<Schema>,
    Parent extends Tasks.ParentName<T> = never,
    Skipped extends Run = undefined,
    Failed extends RunOrSkip = undefined,
  >(
    name: Name,
    options: Tasks.TaskOrder<Parent, Skipped, Failed> &
      Tasks.NoConditions &
      Steps.DoOptions<F, E | Tasks.Seen<T, Parent, Skipped | Failed>> & { readonly output: Schema },
    body: Body<F, E | Tasks.Seen<T, Parent, Skipped | Failed>, Result>,
  ): Dag<
    F,
    E,
    | T
    | Tasks.Task<
        Name,
        Steps.Output<Schema>,
        Tasks.Seen<T, Parent, Skipped | Failed>,
        Tasks.SureAfter<T, Parent, Skipped | Failed>
      >
  >;
  do<
    Name extends string,
    Schema extends ZodType,
    const Result extends Steps.Output<Schema>,
    Parent extends Tasks.ParentName<T> = never,
    Skipped extends Run = undefined,
    Failed extends RunOrSkip = undefined,
  >(
    name: Name,
    options: Tasks.TaskOrder<Parent, Skipped, Failed> &
      Tasks.TaskConditions<F, E | Tasks.Seen<T, Parent, Skipped | Failed>> &
      Steps.DoOptions<F, E | Tasks.Seen<T, Parent, Skipped | Failed>> & { readonly output: Schema },
    body: Body<F, E | Tasks.Seen<T, Parent, Skipped | Failed>, Result>,
  ): Dag<F, E, T | Tasks.Task<Name, Steps.Output<Schema>, Tasks.Seen<T, Parent, Skipped | Failed>, false>>;
  /** A task that makes one HTTP request. */
  http<
    Name extends string,
    Parent extends Tasks.ParentName<T> = never,
    Skipped extends Run = undefined,
    Failed extends RunOrSkip = undefined,
  >(
    name: Name,
    request: Lambda<F, E | Tasks.Seen<T, Parent, Skipped | Failed>, Steps.HttpRequest>,
    options?: Tasks.TaskOrder<Parent, Skipped, Failed> &
      Tasks.NoConditions &
      Steps.HttpOptions<F, E | Tasks.Seen<T, Parent, Skipped | Failed>>,
  ): Dag<
    F,
    E,
    | T
    | Tasks.Task<
        Name,
        Steps.Responded,
        Tasks.Seen<T, Parent, Skipped | Failed>,
        Tasks.SureAfter<T, Parent, Skipped | Failed>
      >
  >;
  http<
    Name extends string,
    Parent extends Tasks.ParentName<T> = never,
    Skipped extends Run = undefined,
    Failed extends RunOrSkip = undefined,
  >(
    name: Name,
    request: Lambda<F, E | Tasks.Seen<T, Parent, Skipped | Failed>, Steps.HttpRequest>,
    options: Tasks.TaskOrder<Parent, Skipped, Failed> &
      Tasks.TaskConditions<F, E | Tasks.Seen<T, Parent, Skipped | Failed>> &
      Steps.HttpOptions<F, E | Tasks.Seen<T, Parent, Skipped | Failed>>,
  ): Dag<F, E, T | Tasks.Task<Name, Steps.Responded, Tasks.Seen<T, Parent, Skipped | Failed>, false>>;
  /** A task that sends a message. */
  send<
    Message extends string,
    Name extends string = Message,
    Parent extends Tasks.ParentName<T> = never,
    Skipped extends Run = undefined,
    Failed extends RunOrSkip = undefined,
  >(
    message: Message,
    options?: Tasks.TaskOrder<Parent, Skipped, Failed> &
      Tasks.NoConditions &
      Steps.SendOptions<F, E | Tasks.Seen<T, Parent, Skipped | Failed>, Name>,
  ): Dag<
    F,
    E,
    | T
    | Tasks.Task<
        Name,
        Steps.Sent,
        Tasks.Seen<T, Parent, Skipped | Failed>,
        Tasks.SureAfter<T, Parent, Skipped | Failed>
      >
  >;
  send<
    Message extends string,
    Name extends string = Message,
    Parent extends Tasks.ParentName<T> = never,
    Skipped extends Run = undefined,
    Failed extends RunOrSkip = undefined,
  >(
    message: Message,
    options: Tasks.TaskOrder<Parent, Skipped, Failed> &
      Tasks.TaskConditions<F, E | Tasks.Seen<T, Parent, Skipped | Failed>> &
      Steps.SendOptions<F, E | Tasks.Seen<T, Parent, Skipped | Failed>, Name>,
  ): Dag<F, E, T | Tasks.Task<Name, Steps.Sent, Tasks.Seen<T, Parent, Skipped | Failed>, false>>;
}
