import type { Span, ValueType, VariableName, VariableTable } from "@flowline/ir";
import { pathTo } from "./paths.js";
import type { Choices } from "./schema-type.js";
import { ANY } from "./types.js";

/** What a lambda may read beside the subject, with its types, at the place where it stands. */
export interface Environment {
  /** The payload or input that began the run; null: nothing did. */
  readonly trigger: ValueType | null;
  /** The payload of the arriving event, in a `where` and in the project's own lambdas. */
  readonly event: ValueType | null;
  /** By the name that the lambda knows: `hi`, or `ns/hi` for `steps.ns.hi`. */
  readonly steps: ReadonlyMap<string, ReadableVariable>;
  readonly vars: ReadonlyMap<string, ReadableVariable>;
  /** The run's keys by name. */
  readonly keys: ReadonlyMap<string, ReadableVariable>;
  /** The element of the innermost `forEach`, which knows the outer ones. */
  readonly item: ItemVariable | null;
  /** What an enclosing catch or `onError` caught. */
  readonly error: ReadableVariable | null;
  /** By path (`pathTo("trigger", "plan")`): the only texts that can stand there. `choicesUnder` puts a schema's in. */
  readonly choices: Choices;
}

/** A variable that a lambda may read. */
export interface ReadableVariable {
  readonly variable: VariableName;
  /** What it holds where it has been written. */
  readonly type: ValueType;
  /** Whether it has been written whenever control comes here. Else it may be null, whatever its type says. */
  readonly certain: boolean;
  /** Where it is written, for findings. */
  readonly span: Span | null;
  /** For a first-of: what `event` holds by the value of `is`. */
  readonly variants: ReadonlyMap<string, ValueType> | null;
  /** Where it is uncertain because it is written in one of several arms that need not all come to their end: those arms. */
  readonly raced?: Raced;
}

/** Arms that run together, of which some may never come to their end. */
export interface Raced {
  /** What becomes of such an arm. */
  readonly how: "canceled" | "failed";
  readonly span: Span;
}

/** The element of a `forEach`. */
interface ItemVariable {
  readonly variable: VariableName;
  readonly type: ValueType;
  readonly outer: ItemVariable | null;
}

/** Nothing but the subject. */
export const NO_ENVIRONMENT: Environment = Object.freeze({
  trigger: null,
  event: null,
  steps: new Map(),
  vars: new Map(),
  keys: new Map(),
  item: null,
  error: null,
  choices: new Map(),
});

/** The choices of a schema whose value a variable holds, by the paths that lambdas read them under. */
export function choicesUnder(variable: VariableName, choices: Choices): Choices {
  return new Map(
    [...choices].map(([path, texts]) => [path === "" ? variable : pathTo(variable, path), texts] as const),
  );
}

/** The types of all that may be read, by whole names of variables. */
export function variableTable(environment: Environment): VariableTable {
  const { trigger, event, steps, vars, keys, error } = environment;
  const table: Record<VariableName, ValueType> = {};
  const scopes = [steps, vars, keys].flatMap(scope => [...scope.values()]);
  for (const { variable, type } of error === null ? scopes : [...scopes, error]) table[variable] = type;
  for (let { item } = environment; item !== null; item = item.outer) table[item.variable] = item.type;
  if (trigger !== null) table.trigger = trigger;
  if (event !== null || trigger === null) table.event = event ?? ANY;
  return table;
}
