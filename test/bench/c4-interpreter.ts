import { ago } from "@flowline/dsl";
import { type Expression, interpret, type Row, type ValueType } from "@flowline/ir";
import type { BenchRow } from "./bench-row.js";

/** A person as JavaScript has it: instants are dates. */
interface Person {
  readonly upgraded: boolean;
  readonly plan: string;
  readonly age: number | null;
  readonly email: string;
  readonly created_at: Date;
}

const PEOPLE = 1_000;
const AT_A_TIME = 200;
const DAY_MS = 86_400_000;

/** The guard that the interpreter is measured with, as an author writes it. */
const GUARD = (user: Person): boolean =>
  !user.upgraded &&
  (user.plan === "free" || user.plan === "trial") &&
  (user.age ?? 21) >= 18 &&
  user.email.endsWith("@example.com") &&
  user.created_at < ago("7d");

const MAX_RATIO = 5;

/**
 * Asks a typical guard of a thousand people, by the interpreter and by the JavaScript function that the author wrote; both must
 * say the same of each. The two alternate for `rounds` rounds, and the fastest of each counts.
 */
export function measureInterpreter(rounds: number): readonly BenchRow[] {
  const people = Array.from({ length: PEOPLE }, (_, index) => personOf(index));
  const rows = people.map(rowOf);
  const nowMs = Date.now();
  const ask = (row: Row) => interpret(GUARD_IR, { row, nowMs }) === true;
  const differing = people.findIndex((person, index) => GUARD(person) !== ask(rows[index] ?? {}));
  if (differing !== -1) throw new Error(`the interpreter and JavaScript differ about person ${differing}`);
  const [interpreted, javascript]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    interpreted.push(timeEach(rows, ask));
    javascript.push(timeEach(people, GUARD));
  }
  const [value, ceiling] = [Math.min(...interpreted), Math.min(...javascript)];
  return [
    {
      id: "C4",
      what: "a typical guard, interpreted, against the author's function",
      value,
      unit: "ns",
      ceiling,
      ratio: value / ceiling,
      bar: `<= ${MAX_RATIO} times the function`,
      holds: value / ceiling <= MAX_RATIO,
    },
  ];
}

function timeEach<T>(subjects: readonly T[], holds: (subject: T) => boolean): number {
  let held = 0;
  const startedAt = performance.now();
  for (let time = 0; time < AT_A_TIME; time++) {
    for (const subject of subjects) {
      if (holds(subject)) held++;
    }
  }
  const ns = ((performance.now() - startedAt) * 1e6) / (AT_A_TIME * subjects.length);
  if (held === 0) throw new Error("the guard holds for nobody, so that nothing was measured");
  return ns;
}

function personOf(index: number): Person {
  return {
    upgraded: index % 4 === 0,
    plan: ["free", "trial", "pro"][index % 3] ?? "free",
    age: index % 5 === 0 ? null : 10 + (index % 60),
    email: `user-${index}@example.${index % 7 === 0 ? "org" : "com"}`,
    created_at: new Date(Date.now() - (index % 20) * DAY_MS - DAY_MS / 2),
  };
}

function rowOf(person: Person): Row {
  return { ...person, created_at: person.created_at.toISOString() };
}

const TEXT: ValueType = { scalar: "text", nullable: false };
const NUMBER: ValueType = { scalar: "number", nullable: false };
const field = (name: string, type: ValueType): Expression => ({ op: "field", type, name });
const isPlan = (plan: string): Expression => ({
  op: "equal",
  left: field("plan", TEXT),
  right: { op: "literal", type: TEXT, value: plan },
  negated: false,
});
const both = (left: Expression, right: Expression): Expression => ({ op: "and", left, right });

/** `GUARD`, as the compiler lowers it. */
const GUARD_IR: Expression = [
  { op: "or", left: isPlan("free"), right: isPlan("trial") } as const,
  {
    op: "compare",
    how: ">=",
    left: {
      op: "coalesce",
      type: NUMBER,
      left: field("age", { scalar: "number", nullable: true }),
      right: { op: "literal", type: NUMBER, value: 21 },
    },
    right: { op: "literal", type: NUMBER, value: 18 },
  } as const,
  {
    op: "text",
    how: "endsWith",
    of: field("email", TEXT),
    search: { op: "literal", type: TEXT, value: "@example.com" },
  } as const,
  {
    op: "compare",
    how: "<",
    left: field("created_at", { scalar: "instant", nullable: false }),
    right: { op: "shift", of: { op: "now" }, byMs: -7 * DAY_MS },
  } as const,
].reduce<Expression>(both, {
  op: "not",
  of: { op: "truthy", of: field("upgraded", { scalar: "boolean", nullable: false }) },
});
