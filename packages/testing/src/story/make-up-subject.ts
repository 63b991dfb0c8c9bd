import type { FieldIr, FlowIr, Row, SubjectIr, Value, ValueType } from "@flowline/ir";
import { interpret } from "@flowline/ir";
import { projectRow } from "../oracle/ask.js";

/** A person who does not exist. */
export interface MadeUpSubject {
  readonly row: Row;
  /** Whether the flow's audience would take them; true where the flow has none. */
  readonly fits: boolean;
}

/** How many rows are tried before we say that none was found. */
const MOST_TRIES = 4_096;

/**
 * A plausible row for a flow's subject: each field by its name and type, an enum's first value, and then, field by field, whatever
 * makes the audience hold. Nothing is left to chance. `whole` has all fields of the subject, also those that the flow does not read.
 */
export function makeUpSubject(
  flow: FlowIr,
  { startMs, whole }: { readonly startMs: number; readonly whole: Pick<SubjectIr, "source" | "fields"> },
): MadeUpSubject | null {
  const { subject, trigger } = flow;
  if (subject === null) return null;
  const plain = plainRow(whole, startMs);
  if (trigger.type !== "audience") return { row: plain, fits: true };
  const { predicate } = trigger;
  const fits = (row: Row): boolean =>
    interpret(predicate, { row: projectRow(subject, row, startMs), nowMs: startMs, subjectId: "u1" }) === true;
  if (fits(plain)) return { row: plain, fits: true };
  const hints = constantsIn([predicate, subject.fields]);
  const choices = Object.entries(subject.fields).flatMap(([name, field]) =>
    field.kind === "stored" ? [{ name, values: candidates(field, hints, startMs) }] : [],
  );
  const found = search(plain, choices, fits);
  return { row: found ?? plain, fits: found !== null };
}

function plainRow(subject: Pick<SubjectIr, "source" | "fields">, startMs: number): Row {
  const entries = Object.entries(subject.fields).flatMap(([name, field]): readonly (readonly [string, Value])[] =>
    field.kind === "stored" ? [[name, plausible(name, field, startMs)]] : [],
  );
  const row = Object.fromEntries(entries);
  const { key } = subject.source;
  const id = Object.hasOwn(row, key) && typeof row[key] === "number" ? row[key] : "u1";
  return { [key]: id, ...Object.fromEntries(Object.entries(row).filter(([name]) => name !== key)) };
}

function plausible(name: string, { type, oneOf }: StoredField, startMs: number): Value {
  const [first] = oneOf ?? [];
  if (first !== undefined) return first;
  if (/e-?mail/i.test(name)) return "ann@example.com";
  if (/zone/i.test(name)) return "UTC";
  if (/name/i.test(name)) return "Ann";
  return exampleOf(type, startMs);
}

type StoredField = FieldIr & { readonly kind: "stored" };

/** A value of a type, the plainest that there is. */
function exampleOf(type: ValueType, startMs: number): Value {
  if ("any" in type) return null;
  if ("list" in type) return [];
  if ("object" in type) {
    const members = Object.entries(type.object);
    return Object.fromEntries(members.map(([name, member]) => [name, exampleOf(member, startMs)]));
  }
  switch (type.scalar) {
    case "boolean":
      return false;
    case "number":
      return 1;
    case "text":
      return "a";
    case "instant":
      return new Date(startMs).toISOString();
  }
}

interface Constants {
  readonly values: readonly Value[];
  /** By how much instants are moved. */
  readonly shifts: readonly number[];
}

/** The constants that an expression compares with: where the line between yes and no must lie. */
function constantsIn(expression: unknown): Constants {
  const values: Value[] = [];
  const shifts: number[] = [];
  const visit = (part: unknown): void => {
    if (typeof part !== "object" || part === null) return;
    if ("op" in part && "value" in part && isScalar(part.value)) values.push(part.value);
    if ("op" in part && "list" in part && Array.isArray(part.list)) values.push(...part.list.filter(isScalar));
    if ("byMs" in part && typeof part.byMs === "number") shifts.push(part.byMs);
    for (const child of Object.values(part)) visit(child);
  };
  visit(expression);
  return { values, shifts };
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

function candidates({ type, oneOf }: StoredField, hints: Constants, startMs: number): readonly Value[] {
  const usual = "scalar" in type ? ofScalar(type.scalar, hints, startMs) : [];
  return [...new Set<Value>([...(oneOf ?? usual), ...(type.nullable ? [null] : [])])];
}

function ofScalar(scalar: string, { values, shifts }: Constants, startMs: number): readonly Value[] {
  switch (scalar) {
    case "boolean":
      return [true, false];
    case "number":
      return values.flatMap(value => (typeof value === "number" ? [value, value + 1, value - 1] : [])).concat(0, 1);
    case "text":
      return values.filter(value => typeof value === "string");
    default: {
      const hour = 3_600_000;
      const moved = [0, ...shifts].flatMap(by => [by, by - hour, by + hour, by - 24 * hour, by + 24 * hour]);
      return moved.map(by => new Date(startMs + by).toISOString());
    }
  }
}

interface Choice {
  readonly name: string;
  readonly values: readonly Value[];
}

/** Rows that differ from the plain one in one field first, then in all combinations, as far as patience goes. */
function search(plain: Row, choices: readonly Choice[], fits: (row: Row) => boolean): Row | null {
  for (const { name, values } of choices) {
    const found = values.map(value => ({ ...plain, [name]: value })).find(fits);
    if (found !== undefined) return found;
  }
  const total = choices.reduce((product, { values }) => product * (values.length + 1), 1);
  for (let number = 0; number < Math.min(total, MOST_TRIES); number += 1) {
    const row = combination(plain, choices, number);
    if (fits(row)) return row;
  }
  return null;
}

/** The combination with that number: each field keeps its plain value or takes one of its candidates. */
function combination(plain: Row, choices: readonly Choice[], number: number): Row {
  let rest = number;
  const changes = choices.flatMap(({ name, values }): readonly (readonly [string, Value])[] => {
    const index = rest % (values.length + 1);
    rest = Math.floor(rest / (values.length + 1));
    const value = values[index - 1];
    return value === undefined ? [] : [[name, value]];
  });
  return { ...plain, ...Object.fromEntries(changes) };
}
