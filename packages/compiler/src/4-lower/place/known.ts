import type { NodeId, Span, ValueType, VariableName } from "@flowline/ir";
import type { Environment, Raced, ReadableVariable } from "../environment.js";
import { choicesUnder } from "../environment.js";
import type { FlowScope } from "../flow-scope.js";
import type { Choices } from "../schema-type.js";
import { unionOfTypes } from "../types.js";
import type { Position } from "./position.js";

type Variables = ReadonlyMap<string, ReadableVariable>;

/** What a node writes, for those who come after it. */
export interface Writing {
  readonly name: string;
  readonly type: ValueType;
  readonly span: Span;
  readonly variants?: ReadonlyMap<string, ValueType>;
  readonly choices?: Choices;
}

/** The variable that a step's outcome is kept in. */
export function stepVariable(at: Position, name: string): VariableName {
  return `steps.${at.namespace}${name}`;
}

/** The position after a node that writes `steps.NAME`. */
export function knowStep(at: Position, scope: FlowScope, writing: Writing): Position {
  const { name, type, span, variants } = writing;
  const variable = stepVariable(at, name);
  declare(scope, variable, type);
  const known: ReadableVariable = { variable, type, certain: true, span, variants: variants ?? null };
  const steps = new Map(at.environment.steps).set(name, known);
  const choices = new Map([...at.environment.choices, ...choicesUnder(variable, writing.choices ?? new Map())]);
  return { ...at, environment: { ...at.environment, steps, choices } };
}

/** The position after a node that writes `vars.NAME`. */
export function knowVar(at: Position, scope: FlowScope, { name, type, span }: Writing): Position {
  const variable = `vars.${at.namespace}${name}`;
  declare(scope, variable, type);
  const known: ReadableVariable = { variable, type, certain: true, span, variants: null };
  const vars = new Map(at.environment.vars).set(name, known);
  return { ...at, environment: { ...at.environment, vars } };
}

/** The position inside what catches the error of a node. */
export function knowError(at: Position, node: NodeId): Position {
  const type: ValueType = {
    object: { message: { scalar: "text", nullable: false }, name: { scalar: "text", nullable: false } },
    nullable: false,
  };
  const error: ReadableVariable = { variable: `error.${node}`, type, certain: true, span: null, variants: null };
  return { ...at, environment: { ...at.environment, error } };
}

/** The variable's type for the flow as a whole: two exclusive arms may write one variable. */
export function declare(scope: FlowScope, variable: VariableName, type: ValueType): void {
  const { variables } = scope.found;
  const other = variables.get(variable);
  variables.set(variable, other === undefined ? type : unionOfTypes([other, type]));
}

/** After arms of which one was taken: what each wrote is certain, what some wrote may be there. */
export function afterOneOf(before: Environment, arms: readonly Environment[]): Environment {
  return {
    ...before,
    steps: mergeOne(arms.map(({ steps }) => steps)),
    vars: mergeOne(arms.map(({ vars }) => vars)),
    choices: new Map(arms.flatMap(({ choices }) => [...choices])),
  };
}

/** After arms that all ran: what any of them wrote is there. */
export function afterAllOf(before: Environment, arms: readonly Environment[]): Environment {
  return {
    ...before,
    steps: mergeAll(
      before.steps,
      arms.map(({ steps }) => steps),
    ),
    vars: mergeAll(
      before.vars,
      arms.map(({ vars }) => vars),
    ),
    choices: new Map([before, ...arms].flatMap(({ choices }) => [...choices])),
  };
}

/** After something that may have stopped half-way, or not begun: what is new may be there. */
export function perhaps(before: Environment, after: Environment): Environment {
  return afterOneOf(before, [before, after]);
}

/** After arms that need not all come to their end: whatever they wrote may be missing, and why. */
export function afterSomeOf(before: Environment, arms: readonly Environment[], raced: Raced): Environment {
  const after = arms.reduce((known, arm) => perhaps(known, afterAllOf(known, [arm])), before);
  const steps = [...after.steps].map(([name, variable]) => {
    return [name, variable === before.steps.get(name) ? variable : { ...variable, raced }] as const;
  });
  return { ...after, steps: new Map(steps) };
}

function mergeOne(arms: readonly Variables[]): Variables {
  const merged = new Map<string, ReadableVariable>();
  for (const name of new Set(arms.flatMap(arm => [...arm.keys()]))) {
    const variables = arms.flatMap(arm => arm.get(name) ?? []);
    const union = unionOf(variables);
    if (union !== null) {
      const certain = variables.length === arms.length && variables.every(variable => variable.certain);
      // The very same variable where nothing has changed: by that, arms that write are told from arms that do not.
      merged.set(name, union.certain === certain ? union : { ...union, certain });
    }
  }
  return merged;
}

function mergeAll(before: Variables, arms: readonly Variables[]): Variables {
  const merged = new Map(before);
  for (const arm of arms) {
    for (const [name, variable] of arm) if (before.get(name) !== variable) merged.set(name, variable);
  }
  return merged;
}

function unionOf(variables: readonly ReadableVariable[]): ReadableVariable | null {
  const [first, ...others] = variables;
  if (first === undefined || others.every(other => other === first)) return first ?? null;
  const isSame = others.every(({ variants }) => variants === first.variants);
  return {
    ...first,
    type: unionOfTypes(variables.map(({ type }) => type)),
    variants: isSame ? first.variants : null,
  };
}
