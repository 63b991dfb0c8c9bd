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

function readSubject({ path: [field] }: Mention, reads: Reads): void {
  if (field === undefined) reads.readsSubject = true;
  else reads.fields.add(field);
}

function readContext(mention: Mention, reads: Reads, surroundings: ExpressionSurroundings): void {
  const { trigger, item, error } = surroundings.environment;
  const [space] = mention.path;
  switch (space) {
    case undefined:
      // Nothing but handing it on is written without a member.
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
    for (const { variable } of found) reads.variables.add(variable);
    return;
  }
  if (names.length === 0) {
    reads.readsAll = true;
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

/** The variables that a path of members leads to: one, or all of a namespace that is handed on. */
function resolve(variables: Environment["steps"], names: readonly string[]): readonly ReadableVariable[] | undefined {
  let name = "";
  for (const part of names) {
    name += part;
    const own = variables.get(name);
    if (own !== undefined) return [own];
    name += "/";
  }
  const inside = [...variables].filter(([key]) => name !== "" && key.startsWith(name)).map(([, variable]) => variable);
  return inside.length === 0 ? undefined : inside;
}
