import type { Deadline, Expression } from "@flowline/ir";
import fc from "fast-check";
import { conditionArbitrary } from "./expression.js";
import { FIELDS } from "./flow-parts.js";

// A flow as somebody might have written it: statements in blocks. `lowerProgram` makes nodes of it, so that every graph is
// sound by construction, whatever is drawn.

/** Statements one after the other. */
export type Block = readonly Statement[];

/** What all statements draw: a name, a condition, a number that picks a variable, and a coin. */
export interface Draw {
  readonly name: string;
  readonly condition: Expression;
  readonly pick: number;
  readonly coin: boolean;
  readonly deadline: Deadline;
}

/** One word of a random flow. */
export type Statement =
  | StepStatement
  | SimpleStatement
  | SwitchStatement
  | WaitStatement
  | ParallelStatement
  | DagStatement
  | RepeatStatement
  | TryStatement;

interface Drawn {
  readonly draw: Draw;
}
export interface StepStatement extends Drawn {
  readonly word: "send" | "do" | "http" | "call";
  readonly failed: Block | null;
  readonly undo: boolean;
}
interface SimpleStatement extends Drawn {
  readonly word: "guard" | "set" | "emit" | "pause" | "exitIf";
}
interface SwitchStatement extends Drawn {
  readonly word: "switch";
  readonly arms: readonly Block[];
  readonly otherwise: Block;
}
export interface WaitStatement extends Drawn {
  readonly word: "event" | "approval";
  readonly arm: Block | null;
  readonly late: Block | null;
}
export interface ParallelStatement extends Drawn {
  readonly word: "parallel";
  readonly arms: readonly Block[];
  readonly need: number;
}
export interface DagStatement extends Drawn {
  readonly word: "dag";
  readonly tasks: readonly Task[];
}
export interface RepeatStatement extends Drawn {
  readonly word: "forEach" | "repeat";
  readonly body: Block;
}
export interface TryStatement extends Drawn {
  readonly word: "try";
  readonly body: Block;
  readonly catch: Block;
}

/** A task of a dag; `after` are bits that say which earlier tasks it follows. */
export interface Task {
  readonly name: string;
  readonly after: number;
  readonly body: Block;
}

/** Names that are traps of JavaScript, or need quotes. */
const NAME = fc.oneof(
  fc.constantFrom("hi", "upgrade", "constructor", "__proto__", "a b", "hasOwnProperty", "1", "got/tips"),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 6 }),
);

const ZONE = fc.constantFrom({ of: null, fallback: "UTC" }, { of: null, fallback: "Europe/Berlin" });

const DEADLINE: fc.Arbitrary<Deadline> = fc.oneof(
  fc.record({ type: fc.constant("duration" as const), ms: fc.integer({ min: 1, max: 10 ** 9 }) }),
  fc.record({
    type: fc.constant("calendar" as const),
    months: fc.nat({ max: 2 }),
    days: fc.nat({ max: 40 }),
    workdays: fc.boolean(),
    weekday: fc.option(fc.integer({ min: 1, max: 7 })),
    at: fc.option(fc.constantFrom("00:00", "09:00", "23:59")),
    zone: ZONE,
  }),
  fc.record({
    type: fc.constant("instant" as const),
    instant: fc.constantFrom<Expression>(
      { op: "now" },
      { op: "shift", of: { op: "now" }, byMs: 60_000 },
      { op: "literal", type: { scalar: "instant", nullable: true }, value: null },
    ),
    at: fc.option(fc.constantFrom("09:00")),
    zone: ZONE,
    maxLatenessMs: fc.option(fc.nat({ max: 1000 })),
  }),
);

const DRAW: fc.Arbitrary<Draw> = fc.record({
  name: NAME,
  condition: conditionArbitrary({ fields: FIELDS, depth: 1 }),
  pick: fc.nat({ max: 1000 }),
  coin: fc.boolean(),
  deadline: DEADLINE,
});

/** Blocks of at most so many statements, nested to the depth. */
export function blockArbitrary({ depth, length }: { depth: number; length: number }): fc.Arbitrary<Block> {
  const simple = fc.record({
    word: fc.constantFrom("guard" as const, "set" as const, "emit" as const, "pause" as const, "exitIf" as const),
    draw: DRAW,
  });
  if (depth === 0) return fc.array(simple, { maxLength: length });
  const block = blockArbitrary({ depth: depth - 1, length: Math.max(1, length - 1) });
  const arm = fc.option(block);
  const statement: fc.Arbitrary<Statement> = fc.oneof(
    { arbitrary: simple, weight: 4 },
    {
      arbitrary: fc.record({
        word: fc.constantFrom("send" as const, "do" as const, "http" as const, "call" as const),
        draw: DRAW,
        failed: fc.option(block, { freq: 2 }),
        undo: fc.boolean(),
      }),
      weight: 5,
    },
    fc.record({ word: fc.constant("switch" as const), draw: DRAW, arms: many(block), otherwise: block }),
    {
      arbitrary: fc.record({
        word: fc.constantFrom("event" as const, "approval" as const),
        draw: DRAW,
        arm,
        late: arm,
      }),
      weight: 2,
    },
    fc.record({ word: fc.constant("parallel" as const), draw: DRAW, arms: many(block), need: fc.nat({ max: 3 }) }),
    fc.record({ word: fc.constant("dag" as const), draw: DRAW, tasks: many(taskArbitrary(block)) }),
    {
      arbitrary: fc.record({ word: fc.constantFrom("forEach" as const, "repeat" as const), draw: DRAW, body: block }),
      weight: 2,
    },
    fc.record({ word: fc.constant("try" as const), draw: DRAW, body: block, catch: block }),
  );
  return fc.array(statement, { maxLength: length });
}

function taskArbitrary(body: fc.Arbitrary<Block>): fc.Arbitrary<Task> {
  return fc.record({ name: NAME, after: fc.nat({ max: 15 }), body });
}

function many<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<readonly T[]> {
  return fc.array(arbitrary, { minLength: 1, maxLength: 4 });
}
