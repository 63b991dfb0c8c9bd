import { type Expression, interpret, type Json, type Row, type SubjectIr } from "@flowline/ir";
import type { Read } from "./history.js";
import { OracleError } from "./oracle-error.js";
import type { Run, Store, World } from "./world.js";

/** A field had to be read of a subject whose row is gone. Whoever began the deed cancels the run. */
export class SubjectGone extends Error {}

/** Asks an expression for a run: subject fields fresh, variables from the store. `event` is the payload being judged. */
export function ask(world: World, run: Run, question: Question): Json {
  const { expression, store, event } = question;
  const variables = Object.fromEntries(event === undefined ? store : [...store, ["event", event]]);
  const row = mentionsField(expression) ? readSubject(world, run) : {};
  return evaluate(world, expression, { row, variables, id: run.subject ?? run.id });
}

/** What is asked, and of which variables. */
export interface Question {
  readonly expression: Expression;
  readonly store: Store;
  readonly event?: Json;
}

/** The same for a condition. Null is false. */
export function holds(world: World, run: Run, question: Question): boolean {
  return ask(world, run, question) === true;
}

/** An expression, asked of what is given and of nothing else. */
export function evaluate(
  world: World,
  expression: Expression,
  given: { readonly row: Row; readonly variables: Readonly<Record<string, Json>>; readonly id: string },
): Json {
  const { js } = world.handlers;
  return interpret(expression, {
    row: given.row,
    nowMs: world.nowMs,
    variables: given.variables,
    subjectId: given.id,
    js: name => (js === undefined ? refuseJs(name) : js(name, given.row, given.variables)),
  });
}

function refuseJs(name: string): never {
  throw new OracleError(
    `The function "${name}" is an author's own, js(...), and nobody is here to run it. Give \`handlers.js\`; or write what it asks without js(), so that it can be told.`,
  );
}

/** The subject as the flow sees it now: its stored fields, and those that are derived from them. */
export function readSubject(world: World, run: Run): Row {
  const row = findSubject(world, run);
  if (row === undefined) throw new SubjectGone();
  return row;
}

/** The same, or undefined where the row is gone. */
export function findSubject(world: World, run: Run): Row | undefined {
  const { flow, subject } = run;
  if (flow.subject === null || subject === null) return undefined;
  return viewOf(world, flow.subject, subject);
}

/** A subject's row through a flow's projection. */
export function viewOf(world: World, subject: SubjectIr, id: string): Row | undefined {
  const row = world.subjects.get(subject.name)?.get(id);
  return row === undefined ? undefined : projectRow(subject, row, world.nowMs);
}

/** A row as a flow sees it: stored fields (null where missing), and those that are derived from them. */
export function projectRow({ fields }: Pick<SubjectIr, "fields">, row: Row, nowMs: number): Row {
  const values = Object.entries(fields).map(([name, field]): readonly [string, Json] => [
    name,
    field.kind === "stored"
      ? ((Object.hasOwn(row, name) ? row[name] : null) ?? null)
      : interpret(field.expression, { row, nowMs }),
  ]);
  return Object.fromEntries(values);
}

/** What an expression read: fields as `SUBJECT.NAME`, variables by their names, with the members where only those were read. */
export function readOf(world: World, run: Run, question: Question): Read {
  const { expression, store, event } = question;
  const row = findSubject(world, run) ?? {};
  const fields = fieldsIn(expression).map(name => [`${run.flow.subject?.name}.${name}`, row[name] ?? null]);
  const held = (name: string): Json => (name === "event" && event !== undefined ? event : (store.get(name) ?? null));
  const variables = pathsIn(expression).map(({ name, members }) => [
    [name, ...members].join("."),
    members.reduce(memberOf, held(name)),
  ]);
  return Object.fromEntries([...fields, ...variables]);
}

interface Path {
  readonly name: string;
  readonly members: readonly string[];
}

/** The variables in an expression, each with the members that were read of it, in the order of their text. */
function pathsIn(expression: Expression): readonly Path[] {
  const paths = new Map<string, Path>();
  const visit = (part: unknown): void => {
    if (typeof part !== "object" || part === null) return;
    const path = pathOf(part);
    if (path === null) for (const child of Object.values(part)) visit(child);
    else paths.set([path.name, ...path.members].join("."), path);
  };
  visit(expression);
  const isInside = (outer: Path, { name, members }: Path): boolean =>
    name === outer.name &&
    members.length > outer.members.length &&
    outer.members.every((member, index) => member === members[index]);
  const all = [...paths].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, path]) => path);
  return all.filter(path => !all.some(outer => isInside(outer, path)));
}

/** `trigger.plan` and the like; null for what is no variable and no member of one. */
function pathOf(part: object): Path | null {
  if (!("op" in part && "name" in part && typeof part.name === "string")) return null;
  if (part.op === "variable") return { name: part.name, members: [] };
  if (part.op !== "member" || !("of" in part) || typeof part.of !== "object" || part.of === null) return null;
  const outer = pathOf(part.of);
  return outer && { ...outer, members: [...outer.members, part.name] };
}

function memberOf(value: Json, name: string): Json {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  return Object.entries(value).find(([key]) => key === name)?.[1] ?? null;
}

/** Whether the subject must be read for it. */
export function mentionsField(expression: Expression): boolean {
  return fieldsIn(expression).length > 0;
}

/** Names of the fields in an expression, sorted. An expression is plain JSON, so a plain walk finds them. */
function fieldsIn(expression: Expression): readonly string[] {
  const names = new Set<string>();
  const visit = (part: unknown): void => {
    if (typeof part !== "object" || part === null) return;
    if ("op" in part && part.op === "field" && "name" in part && typeof part.name === "string") names.add(part.name);
    for (const child of Object.values(part)) visit(child);
  };
  visit(expression);
  return [...names].sort();
}
