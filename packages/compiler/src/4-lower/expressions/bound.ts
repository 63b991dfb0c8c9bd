import type { Expression } from "@flowline/ir";
import { nearestName } from "@flowline/ir";
import type { MemberSource, SourceExpression } from "../../2-read/source-expression.js";
import { listNames } from "../../diagnostics/definition.js";
import { typeMismatch } from "../../diagnostics/expressions.js";
import { notAvailable, unknownStep, unknownValue } from "../../diagnostics/readings.js";
import type { Environment, ReadableVariable } from "../environment.js";
import type { Facts } from "../facts.js";
import type { Lowerer } from "../lowerer.js";
import { type ParameterRole, rolesOf } from "../parameters.js";
import { ANY, withNull } from "../types.js";
import { read } from "./member-expression.js";

/** What a name or a member stands for: a value, or something that only its members are values of. */
export type Bound =
  | { readonly kind: "value"; readonly expression: Expression }
  | { readonly kind: "subject" }
  | { readonly kind: "context" }
  | { readonly kind: "space"; readonly space: Space; readonly prefix: string };

type Space = "steps" | "vars" | "keys";

/** What a parameter stands for in this lambda. */
export function bindParameter(
  source: Extract<SourceExpression, { kind: "parameter" }>,
  facts: Facts,
  lowerer: Lowerer,
): Bound | null {
  const { environment } = lowerer.surroundings;
  const roles = rolesOf(lowerer.use.shape);
  switch (roles[source.index]) {
    case "subject":
      return { kind: "subject" };
    case "context":
      return { kind: "context" };
    case "event":
      return value(eventOf(environment), facts);
    case "item":
      return environment.item === null ? null : value({ ...environment.item, certain: true }, facts);
    default:
      return refuseParameter(source, lowerer);
  }
}

const PARAMETERS: Readonly<Record<ParameterRole, string>> = {
  subject: "the subject",
  context: "{ trigger, steps, vars, ... }",
  event: "the event",
  item: "the item",
};

/** A parameter more than there are. In a flow about nobody that is likely the context, looked for behind a subject. */
function refuseParameter(source: SourceExpression, lowerer: Lowerer): null {
  const { shape, role } = lowerer.use;
  const roles = rolesOf(shape);
  const count = roles.length === 1 ? "one parameter" : `${roles.length} parameters`;
  const isAboutNobody = shape === "plain" || shape === "plainWhere";
  const got = roles.map(one => PARAMETERS[one]).join(" and ");
  const right = shape === "plain" ? "({ trigger }) => ..." : "(event, { trigger }) => ...";
  const facts = {
    problem: `This function gets ${count}, and reads one more.`,
    why: isAboutNobody
      ? `The flow is about nobody, so no subject comes before the context: ${role} gets ${got}.`
      : `For ${role} a function gets ${got}, and nothing else.`,
    instead: isAboutNobody ? `Take the context where it comes: ${right}` : `Take it out: this is ${role}.`,
  };
  return lowerer.refuse(typeMismatch, facts, source);
}

/** A payload: of the event that arrives, or where the run has begun, of what began it. */
function eventOf({ event, trigger }: Environment): Readable {
  const variable = event === null && trigger !== null ? "trigger" : "event";
  return { variable, type: event ?? trigger ?? ANY, certain: true };
}

/** What `context.name` stands for. */
export function bindContext(source: MemberSource, facts: Facts, lowerer: Lowerer): Bound | null {
  const { trigger, item, error } = lowerer.surroundings.environment;
  const there = (readable: Readable | null, where: string): Bound | null =>
    readable === null
      ? lowerer.refuse(notAvailable, { name: source.name, where }, nameOf(source))
      : value(readable, facts);
  switch (source.name) {
    case "steps":
    case "vars":
    case "keys":
      return { kind: "space", space: source.name, prefix: "" };
    case "trigger":
      return there(
        trigger && { variable: "trigger", type: trigger, certain: true },
        "in flows that an event, an input or a schedule begins",
      );
    case "item":
      return there(item && { ...item, certain: true }, "inside forEach");
    case "error":
      return there(error, "in the arm of a catch and in onError");
    default:
      return refuseContext(source, lowerer);
  }
}

const CONTEXT = ["trigger", "steps", "vars", "item", "error"];

function refuseContext(source: MemberSource, lowerer: Lowerer): null {
  const nearest = nearestName(source.name, CONTEXT);
  const facts = { name: source.name, of: "The second parameter", known: CONTEXT, nearest };
  const plain = { ...facts, of: "What this function gets" };
  return lowerer.refuse(unknownValue, lowerer.use.shape === "plain" ? plain : facts, nameOf(source));
}

/** What `steps.name`, `vars.name` or `keys.name` stands for; `steps.ns.name` where a journey was used under a name. */
export function bindInSpace(
  source: MemberSource,
  { space, prefix }: Extract<Bound, { kind: "space" }>,
  context: { readonly facts: Facts; readonly lowerer: Lowerer },
): Bound | null {
  const { facts, lowerer } = context;
  const variables = lowerer.surroundings.environment[space];
  const name = `${prefix}${source.name}`;
  const readable = variables.get(name);
  if (readable !== undefined) return value(readable, facts);
  if ([...variables.keys()].some(key => key.startsWith(`${name}/`))) {
    return { kind: "space", space, prefix: `${name}/` };
  }
  const known = [...variables.keys()].sort();
  const nearest = nearestName(name, known);
  if (space === "steps") return lowerer.refuse(unknownStep, { name, known, nearest }, nameOf(source));
  return lowerer.refuse(unknownValue, { name, of: `\`${space}\``, known, nearest }, nameOf(source));
}

/** The value that something stands for; else a finding. */
export function asValue(bound: Bound | null, source: SourceExpression, lowerer: Lowerer): Expression | null {
  if (bound === null) return null;
  if (bound.kind === "value") return bound.expression;
  if (bound.kind === "subject") {
    const facts = {
      problem: "The subject itself is not a value.",
      instead: "Read one of its fields.",
      why: ONLY_MEMBERS,
    };
    return lowerer.refuse(typeMismatch, facts, source);
  }
  const known = bound.kind === "space" ? [...lowerer.surroundings.environment[bound.space].keys()] : CONTEXT;
  const facts = {
    problem: `\`${lowerer.text(source)}\` is not a value, only what is in it.`,
    instead: `Name one of ${listNames(known)}.`,
    why: ONLY_MEMBERS,
  };
  return lowerer.refuse(typeMismatch, facts, source);
}

const ONLY_MEMBERS = "Only what is in it has a value, which can be compared and kept.";

type Readable = Pick<ReadableVariable, "variable" | "type" | "certain">;

function value({ variable, type, certain }: Readable, facts: Facts): Bound {
  const known = withNull(type, type.nullable || !certain);
  return { kind: "value", expression: read({ op: "variable", type: known, name: variable }, facts) };
}

/** The place of the member's name alone. */
export function nameOf(source: MemberSource): MemberSource {
  return { ...source, span: source.nameSpan };
}
