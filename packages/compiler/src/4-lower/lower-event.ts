import type { EventDraft, Expression, LambdaDraft, Span, ValueType } from "@flowline/ir";
import { nearestName, typeOf } from "@flowline/ir";
import { diagnose, listNames } from "../diagnostics/definition.js";
import { typeMismatch } from "../diagnostics/expressions.js";
import { wrongSetting } from "../diagnostics/form.js";
import { choicesUnder, NO_ENVIRONMENT } from "./environment.js";
import type { ExpressionSurroundings } from "./expression-surroundings.js";
import type { LambdaUse } from "./lambda-use.js";
import { lowerLambda } from "./lower-lambda.js";
import type { LoweredEvent, LoweredSubject } from "./lowered.js";
import type { Lowering } from "./lowering.js";
import type { Choices } from "./schema-type.js";
import { typeOfSchema } from "./schema-type.js";
import { ANY, describeType, isScalarType, scalarType, unionOfTypes } from "./types.js";

/** What an event is declared among. */
export interface EventPlace {
  readonly lowering: Lowering;
  readonly span: Span | null;
  readonly subjects: ReadonlyMap<string, LoweredSubject>;
}

/** Lowers one event of the project. What is wrong with a part of it does not keep the rest from being known. */
export function lowerEvent(name: string, draft: EventDraft, place: EventPlace): LoweredEvent {
  const subject = subjectOf(name, draft, place);
  const schema = draft.schema === null ? null : typeOfSchema(draft.schema);
  const payload = schema?.type ?? untoldPayload(draft, subject, place);
  const choices: Choices = schema?.choices ?? new Map();
  const environment = { ...NO_ENVIRONMENT, event: payload, choices: choicesUnder("event", choices) };
  const surroundings = { lowering: place.lowering, readable: null, environment };
  const keys = Object.entries(draft.keys).flatMap(([key, lambda]) => {
    const expression = lowerKey(lambda, useOf(`the key "${key}" of "${name}"`, place.span), surroundings);
    return expression === null ? [] : [[key, expression] as const];
  });
  const id =
    subject === null ? null : draft.id && lowerKey(draft.id, useOf(`the id of "${name}"`, place.span), surroundings);
  reportLackOfId(name, draft, place);
  return {
    ir: { payload, subject, id, keys: Object.fromEntries(keys.sort(byName)) },
    choices,
  };
}

/** A subject that does not exist counts as none, once it has been reported. */
function subjectOf(name: string, { subject }: EventDraft, { lowering, span, subjects }: EventPlace): string | null {
  if (subject === null) return null;
  if (typeof subject === "string" && subjects.has(subject)) return subject;
  const nearest = typeof subject === "string" ? nearestName(subject, [...subjects.keys()]) : undefined;
  const facts = {
    setting: `events["${name}"].subject`,
    problem: `is ${JSON.stringify(subject)}, and the project's subjects are ${listNames(subjects.keys())}`,
    instead: nearest === undefined ? "the name of one of them" : JSON.stringify(nearest),
  };
  lowering.diagnostics.push(diagnose(wrongSetting, facts, { span }));
  return null;
}

function reportLackOfId(name: string, { subject, id }: EventDraft, { lowering, span }: EventPlace): void {
  if ((subject === null) === (id === null)) return;
  const facts =
    id === null
      ? {
          setting: `events["${name}"].id`,
          problem: "is missing, so nobody can tell whom the event is about",
          instead: "id: e => e.userId",
        }
      : {
          setting: `events["${name}"].subject`,
          problem: "is missing, and there is an id of one",
          instead: 'subject: "user", or take the id out',
        };
  lowering.diagnostics.push(diagnose(wrongSetting, facts, { span }));
}

/**
 * Without a schema, one thing can still be told of a payload: what its id reads is the key of a subject. The rest stays
 * unknown, so that nothing is compared whose type nobody has said.
 */
function untoldPayload({ id }: EventDraft, subject: string | null, { lowering, subjects }: EventPlace): ValueType {
  const owner = subject === null ? undefined : subjects.get(subject);
  const source = id === null ? null : lowering.sourceOf(id);
  if (owner === undefined || source === null) return ANY;
  const key = owner.ir.fields[owner.ir.source.key]?.type ?? scalarType("text");
  const paths = source.mentions.paths.filter(({ path }) => path.length > 0).map(({ path }) => path);
  return paths.length === 0
    ? ANY
    : paths.map(path => objectAt(path, key)).reduce((all, one) => unionOfTypes([all, one]));
}

/** An object that holds a value at the end of a path. */
function objectAt(path: readonly string[], value: ValueType): ValueType {
  return path.reduceRight<ValueType>((inner, name) => ({ object: { [name]: inner }, nullable: false }), value);
}

/** An id or a key: what an index finds, so a text or a number. */
function lowerKey(draft: LambdaDraft, use: LambdaUse, surroundings: ExpressionSurroundings): Expression | null {
  const { lowering } = surroundings;
  const expression = lowerLambda(draft, use, surroundings)?.expression ?? null;
  if (expression === null) return null;
  const type = typeOf(expression);
  if (isScalarType(type, "text", "number")) return expression;
  const problem = `${use.role.slice(0, 1).toUpperCase()}${use.role.slice(1)} is ${describeType(type)}.`;
  const facts = { problem, instead: "Give a text or a number of the payload: e => e.userId." };
  lowering.diagnostics.push(diagnose(typeMismatch, facts, { span: lowering.sourceOf(draft)?.span ?? use.span }));
  return null;
}

/** Events are sorted by their ids and keys, many at once. */
function useOf(role: string, span: Span | null): LambdaUse {
  return { role, purpose: "value", shape: "event", span, tier: "portable", binding: null };
}

function byName([left]: readonly [string, Expression], [right]: readonly [string, Expression]): number {
  return left < right ? -1 : 1;
}
