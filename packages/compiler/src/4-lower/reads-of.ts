import type { VariableName } from "@flowline/ir";
import { nearestName } from "@flowline/ir";
import type { Mention, Mentions } from "../2-read/reading.js";
import { diagnose } from "../diagnostics/definition.js";
import { notAvailable, unknownStep, unknownValue } from "../diagnostics/readings.js";
import type { Environment, ReadableVariable } from "./environment.js";
import type { ExpressionSurroundings } from "./expression-surroundings.js";
import type { LambdaShape } from "./lambda-use.js";
import { rolesOf } from "./parameters.js";

/** What a function's body reads, which the compiler does not understand further. */
export interface BodyReads {
  /** Sorted; null: it hands `steps`, `vars` or the whole context on, and so may read any. */
  readonly variables: readonly VariableName[] | null;
  /** Sorted fields of the subject; null: it hands the subject on. */
  readonly fields: readonly string[] | null;
}

/** What a body reads of its parameters. Steps and variables that do not exist are reported. */
export function readsOf(mentions: Mentions, shape: LambdaShape, surroundings: ExpressionSurroundings): BodyReads {
  const reads: Reads = { variables: new Set(), fields: new Set(), readsAll: false, readsSubject: false };
  const roles = rolesOf(shape);
  for (const mention of mentions.paths) {
    const role = roles[mention.parameter];
    if (role === "subject") readSubject(mention, reads);
    if (role === "context") readContext(mention, reads, surroundings);
    if (role === "event") reads.variables.add(surroundings.environment.event === null ? "trigger" : "event");
    if (role === "item") readOne(surroundings.environment.item, { mention, reads, surroundings });
  }
  return {
    variables: reads.readsAll ? null : [...reads.variables].sort(),
    fields: reads.readsSubject ? null : [...reads.fields].sort(),
  };
}

interface Reads {
  readonly variables: Set<VariableName>;
  readonly fields: Set<string>;
  readsAll: boolean;
  readsSubject: boolean;
}

function readSubject({ path: [field], escapes }: Mention, reads: Reads): void {
  if (field !== undefined) reads.fields.add(field);
  // A name for the whole reads nothing until it is used.
  else if (escapes) reads.readsSubject = true;
}

function readContext(mention: Mention, reads: Reads, surroundings: ExpressionSurroundings): void {
  const { trigger, item, error } = surroundings.environment;
  const [space] = mention.path;
  switch (space) {
    case undefined:
      reads.readsAll ||= mention.escapes;
      return;
    case "steps":
    case "vars":
    case "keys":
      readSpace(surroundings.environment[space], { space, mention, reads, surroundings });
      return;
    case "trigger":
      readOne(trigger && { variable: "trigger" }, { mention, reads, surroundings });
      return;
    case "item":
      readOne(item, { mention, reads, surroundings });
      return;
    case "error":
      readOne(error, { mention, reads, surroundings });
      return;
  }
}

interface Context {
  readonly mention: Mention;
  readonly reads: Reads;
  readonly surroundings: ExpressionSurroundings;
}

const WHERE: Readonly<Record<string, string>> = {
  trigger: "in flows that an event, an input or a schedule begins",
  item: "inside forEach",
  error: "in the arm of a catch and in onError",
};

function readOne(readable: Pick<ReadableVariable, "variable"> | null, { mention, reads, surroundings }: Context): void {
  if (readable !== null) {
    reads.variables.add(readable.variable);
    return;
  }
  const name = mention.path[0] ?? "item";
  const facts = { name, where: WHERE[name] ?? "elsewhere" };
  surroundings.lowering.diagnostics.push(diagnose(notAvailable, facts, { span: mention.span }));
}

function readSpace(
  variables: Environment["steps"],
  { space, mention, reads, surroundings }: Context & { readonly space: "steps" | "vars" | "keys" },
): void {
  const [, ...names] = mention.path;
  const found = resolve(variables, names);
  if (found !== undefined) {
    reads.variables.add(found.variable);
    return;
  }
  if (isSpace(variables, names)) {
    reads.readsAll ||= mention.escapes && names.length === 0;
    if (mention.escapes) for (const { variable } of inside(variables, names)) reads.variables.add(variable);
    return;
  }
  const name = names[0] ?? "";
  const known = [...variables.keys()].sort();
  const facts = { name, known, nearest: nearestName(name, known) };
  const finding =
    space === "steps"
      ? diagnose(unknownStep, facts, { span: mention.span })
      : diagnose(unknownValue, { ...facts, of: `\`${space}\`` }, { span: mention.span });
  surroundings.lowering.diagnostics.push(finding);
}

/** The variable that a path of members leads to or through. */
function resolve(variables: Environment["steps"], names: readonly string[]): ReadableVariable | undefined {
  for (let count = 1; count <= names.length; count++) {
    const own = variables.get(names.slice(0, count).join("/"));
    if (own !== undefined) return own;
  }
  return undefined;
}

/** Whether a path leads to all variables, or to those of a journey that was used under a name. */
function isSpace(variables: Environment["steps"], names: readonly string[]): boolean {
  return names.length === 0 || inside(variables, names).length > 0;
}

function inside(variables: Environment["steps"], names: readonly string[]): readonly ReadableVariable[] {
  const prefix = names.map(name => `${name}/`).join("");
  return [...variables].flatMap(([key, variable]) => (key.startsWith(prefix) ? [variable] : []));
}
