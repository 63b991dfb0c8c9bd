import type { ValueType } from "@flowline/ir";
import type { Block, Draw, Statement, Task } from "./program.js";

/** What the first walk over a program gives the second: an id for everything, and the variables that will be written. */
export interface Names {
  readonly ids: ReadonlyMap<Statement | Task, string>;
  /** Name to type. */
  readonly variables: ReadonlyMap<string, ValueType>;
}

const ANY: ValueType = { any: true, nullable: true };
const NUMBER: ValueType = { scalar: "number", nullable: true };

/** Whether the numbered coin of a draw shows its head. */
export function coin({ pick, coin: first }: Draw, number: number): boolean {
  return number === 0 ? first : ((pick >> number) & 1) === 1;
}

/** The variable that a statement writes under its own name, if it is read by anybody. */
export function outOf(id: string, draw: Draw): string | null {
  return coin(draw, 1) ? `steps.${id}` : null;
}

/** Names the statements of all blocks, in the order in which they are written. */
export function nameProgram(blocks: readonly Block[]): Names {
  const [ids, taken] = [new Map<Statement | Task, string>(), new Set(["end"])];
  const variables = new Map<string, ValueType>();
  const idOf = (name: string) => {
    let id = name;
    for (let count = 2; taken.has(id); count += 1) id = `${name}.${count}`;
    // The ends, joins and guards that a statement brings have its name and a word behind it.
    for (const suffix of ["", ".end", ".join", ".if", ".exit", ".fork"]) taken.add(`${id}${suffix}`);
    return id;
  };
  const walk = (block: Block, own: string): void => {
    for (const statement of block) {
      const id = idOf(statement.draw.name);
      ids.set(statement, id);
      for (const [name, type] of written(statement, id, own)) variables.set(name, type);
      for (const [inner, scope] of innerBlocks(statement, id, own)) walk(inner, scope);
      if (statement.word === "dag") for (const task of statement.tasks) ids.set(task, idOf(task.name));
    }
  };
  for (const block of blocks) walk(block, "vars.shared");
  return { ids, variables };
}

function written({ word, draw }: Statement, id: string, own: string): readonly (readonly [string, ValueType])[] {
  if (word === "set") return [[own, NUMBER]];
  const out = outOf(id, draw);
  const silent = word === "pause" || word === "emit" || word === "exitIf" || word === "dag" || word === "try";
  return out === null || silent ? [] : [[out, ANY]];
}

/** The blocks in a statement, each with the variable that `set` writes there: arms that run together must not share one. */
export function innerBlocks(statement: Statement, id: string, own: string): readonly (readonly [Block, string])[] {
  switch (statement.word) {
    case "send":
    case "do":
    case "http":
    case "call":
      return statement.failed === null ? [] : [[statement.failed, own]];
    case "switch":
      return [...statement.arms.map(arm => [arm, own] as const), [statement.otherwise, own]];
    case "event":
    case "approval":
      return [statement.arm, statement.late].flatMap(arm => (arm === null ? [] : [[arm, own] as const]));
    case "parallel":
      return statement.arms.map((arm, index) => [arm, `vars.${id}.${index}`] as const);
    case "dag":
      return statement.tasks.map(({ body }, index) => [body, `vars.${id}.${index}`] as const);
    case "forEach":
    case "repeat":
      return [[statement.body, own]];
    case "try":
      return [
        [statement.body, own],
        [statement.catch, own],
      ];
    default:
      return [];
  }
}
