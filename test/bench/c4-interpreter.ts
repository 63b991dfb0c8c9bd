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

/** What nearly every guard has: flags, choices, numbers and texts. */
const PLAIN_GUARD = (user: Person): boolean =>
  !user.upgraded &&
  (user.plan === "free" || user.plan === "trial") &&
  (user.age ?? 21) >= 18 &&
  user.email.endsWith("@example.com");

/** The same with the age of the account, which costs JavaScript a date. */
const DATED_GUARD = (user: Person): boolean =>
  !user.upgraded &&
  (user.plan === "free" || user.plan === "trial") &&
  (user.age ?? 21) >= 18 &&
  user.email.endsWith("@example.com") &&
  user.created_at < ago("7d");

const MAX_RATIO = 5;

interface Guard {
  readonly what: string;
  readonly holds: (user: Person) => boolean;
  /** The same, as the compiler lowers it. */
  readonly ir: Expression;
}

/**
 * Asks two typical guards of a thousand people, by the interpreter and by the JavaScript function that the author wrote; both
 * must say the same of each. The two alternate for `rounds` rounds, and the fastest of each counts. The guard that fares worse
 * is the one that is reported.
 */
export function measureInterpreter(rounds: number): readonly BenchRow[] {
  askOthers();
  const rows = [
    { what: "a guard without a date", holds: PLAIN_GUARD, ir: PLAIN_IR },
    { what: "a guard with a date", holds: DATED_GUARD, ir: DATED_IR },
  ].map(guard => measureGuard(guard, rounds));
  return rows.toSorted((left, right) => (right.ratio ?? 0) - (left.ratio ?? 0)).slice(0, 1);
}

/** A worker has many guards, and what they share must not be tuned to one of them. */
function askOthers(): void {
  const names = ["upgraded", "plan", "age", "email", "created_at", "country", "logins"];
  const others = names.flatMap((name): readonly Expression[] => {
    const [text, number] = [field(name, TEXT), field(name, NUMBER)];
    return [
      { op: "equal", left: text, right: { op: "literal", type: TEXT, value: name }, negated: false },
      { op: "compare", how: ">=", left: number, right: { op: "literal", type: NUMBER, value: 7 } },
      { op: "not", of: { op: "truthy", of: text } },
      { op: "text", how: "endsWith", of: text, search: { op: "literal", type: TEXT, value: "m" } },
      { op: "compare", how: "<", left: field(name, INSTANT), right: { op: "now" } },
    ];
  });
  const combined = others.map((other, index) => both(other, others[(index * 3 + 1) % others.length] ?? other));
  const rows = Array.from({ length: PEOPLE }, (_, index) => rowOf(personOf(index)));
  for (const row of rows) for (const expression of combined) interpret(expression, { row, nowMs: 0 });
}

function measureGuard({ what, holds, ir }: Guard, rounds: number): BenchRow {
  const people = Array.from({ length: PEOPLE }, (_, index) => personOf(index));
  const rows = people.map(rowOf);
  const nowMs = Date.now();
  const ask = (row: Row) => interpret(ir, { row, nowMs }) === true;
  const differing = people.findIndex((person, index) => holds(person) !== ask(rows[index] ?? {}));
  if (differing !== -1) throw new Error(`the interpreter and JavaScript differ about person ${differing}`);
  const [interpreted, javascript]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    interpreted.push(timeEach(rows, ask));
    javascript.push(timeEach(people, holds));
  }
  const [value, ceiling] = [Math.min(...interpreted), Math.min(...javascript)];
  console.error(`C4, ${what}: ${value.toFixed(1)} ns interpreted, ${ceiling.toFixed(1)} ns as JavaScript`);
  return {
    id: "C4",
    what: `${what}, interpreted, against the author's function`,
    value,
    unit: "ns",
    ceiling,
    ratio: value / ceiling,
    bar: `<= ${MAX_RATIO} times the function`,
    holds: value / ceiling <= MAX_RATIO,
  };
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
const INSTANT: ValueType = { scalar: "instant", nullable: false };
const NUMBER: ValueType = { scalar: "number", nullable: false };
const field = (name: string, type: ValueType): Expression => ({ op: "field", type, name });
const isPlan = (plan: string): Expression => ({
  op: "equal",
  left: field("plan", TEXT),
  right: { op: "literal", type: TEXT, value: plan },
  negated: false,
});
const both = (left: Expression, right: Expression): Expression => ({ op: "and", left, right });

const PLAIN_PARTS: readonly Expression[] = [
  { op: "not", of: { op: "truthy", of: field("upgraded", { scalar: "boolean", nullable: false }) } },
  { op: "or", left: isPlan("free"), right: isPlan("trial") },
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
  },
  {
    op: "text",
    how: "endsWith",
    of: field("email", TEXT),
    search: { op: "literal", type: TEXT, value: "@example.com" },
  },
];

const IS_OLD: Expression = {
  op: "compare",
  how: "<",
  left: field("created_at", INSTANT),
  right: { op: "shift", of: { op: "now" }, byMs: -7 * DAY_MS },
};

const PLAIN_IR = PLAIN_PARTS.reduce(both);
const DATED_IR = [...PLAIN_PARTS, IS_OLD].reduce(both);
