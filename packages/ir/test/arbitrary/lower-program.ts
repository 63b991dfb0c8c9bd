import type { KernelNode } from "@flowline/ir";
import { number, SOME_PAYLOAD, text } from "./flow-parts.js";
import { lowerDag } from "./lower-dag.js";
import { stepOf } from "./lower-step.js";
import { lowerWait, waitOf } from "./lower-wait.js";
import { conditionOf, idIn, type Lowering, type Place, variableOf } from "./lowering.js";
import { coin, innerBlocks, type Names, outOf } from "./name-program.js";
import type {
  Block,
  Draw,
  ParallelStatement,
  RepeatStatement,
  Statement,
  StepStatement,
  TryStatement,
} from "./program.js";

/** An empty graph to add blocks to. */
export function beginLowering(names: Names, about: Pick<Lowering, "hasSubject" | "keys">): Lowering {
  const nodes = new Map<string, KernelNode>();
  const lowering: Lowering = { names, nodes, ...about, block: (block, place) => lowerBlock(lowering, block, place) };
  return lowering;
}

/** The last statement first: each must know where the next one begins. */
function lowerBlock(lowering: Lowering, block: Block, { next, own }: Place): string {
  return block.reduceRight((after, statement) => lower(lowering, statement, { next: after, own }), next);
}

function lower(lowering: Lowering, statement: Statement, place: Place): string {
  const id = idIn(lowering, statement);
  switch (statement.word) {
    case "guard":
      return lowerGuard(lowering, { id, draw: statement.draw, next: place.next });
    case "parallel":
      return lowerParallel(lowering, statement, place);
    case "dag":
      return lowerDag(lowering, statement, place);
    case "forEach":
    case "repeat":
      return lowerRepeat(lowering, statement, place);
    case "try":
      return lowerTry(lowering, statement, place);
    case "exitIf":
      lowering.nodes.set(`${id}.exit`, { kind: "exit", reason: "enough", raise: raisedBy(lowering, statement.draw) });
      break;
    default:
  }
  lowering.nodes.set(id, nodeOf(lowering, statement, place));
  return id;
}

/** The node of a statement that is one. */
function nodeOf(lowering: Lowering, statement: Statement, place: Place): KernelNode {
  const id = idIn(lowering, statement);
  const { draw } = statement;
  const { next, own } = place;
  switch (statement.word) {
    case "send":
    case "do":
    case "http":
      return { ...stepOf(lowering, statement, id), failed: failedOf(lowering, statement, place), next };
    case "call":
      return callOf(lowering, statement, place);
    case "exitIf": {
      const cases = [{ name: "yes", when: conditionOf(lowering, draw), next: `${id}.exit` }];
      return { kind: "decide", cases, otherwise: next, guards: null, out: null };
    }
    case "set":
      return { kind: "assign", set: [{ variable: own, value: number(draw.pick) }], emit: [], next };
    case "emit": {
      const event = coin(draw, 2) ? "order.paid" : "news";
      return { kind: "assign", set: [], emit: [{ event, payload: SOME_PAYLOAD }], next };
    }
    case "switch": {
      const when = conditionOf(lowering, draw);
      const cases = statement.arms.map((arm, index) => ({ name: `${index}`, when, next: lowering.block(arm, place) }));
      const otherwise = lowering.block(statement.otherwise, place);
      return { kind: "decide", cases, otherwise, guards: null, out: outOf(id, draw) };
    }
    case "pause":
      return { ...waitOf(lowering, draw, next), until: draw.deadline };
    case "event":
    case "approval":
      return lowerWait(lowering, statement, place);
    default:
      throw new Error(`"${statement.word}" is more than one node.`);
  }
}

/** Now and then the failure of something that can fail, whether it has or not. */
function raisedBy({ names }: Lowering, draw: Draw): string | null {
  const failing = [...names.ids].flatMap(([each, id]) => ("word" in each && CAN_FAIL.includes(each.word) ? [id] : []));
  const id = failing[draw.pick % Math.max(1, failing.length)];
  return id === undefined || !coin(draw, 3) ? null : `error.${id}`;
}

const CAN_FAIL: readonly Statement["word"][] = ["send", "do", "http", "call", "try"];

function failedOf(lowering: Lowering, { failed }: StepStatement, place: Place): string | null {
  return failed === null ? null : lowering.block(failed, place);
}

function callOf(lowering: Lowering, statement: StepStatement, place: Place): KernelNode {
  const { draw } = statement;
  return {
    kind: "call",
    flow: "child",
    input: coin(draw, 2) ? variableOf(lowering, draw) : null,
    subject: coin(draw, 3) ? text("u2") : null,
    detached: coin(draw, 4),
    out: outOf(idIn(lowering, statement), draw),
    failed: failedOf(lowering, statement, place),
    next: place.next,
  };
}

function lowerGuard(lowering: Lowering, { id, draw, next }: { id: string; draw: Draw; next: string }): string {
  const statement = { word: "send" as const, draw, failed: null, undo: false };
  lowering.nodes.set(id, { ...stepOf(lowering, statement, id), failed: null, next });
  const cases = [{ name: "yes", when: conditionOf(lowering, draw), next: id }];
  lowering.nodes.set(`${id}.if`, { kind: "decide", cases, otherwise: next, guards: id, out: null });
  return `${id}.if`;
}

function lowerParallel(lowering: Lowering, statement: ParallelStatement, { next, own }: Place): string {
  const id = idIn(lowering, statement);
  const { draw, arms, need } = statement;
  const join = `${id}.join`;
  lowering.nodes.set(join, {
    kind: "join",
    expects: arms.length,
    need: 1 + (need % arms.length),
    closes: true,
    armError: draw.coin ? "fail" : "arrive",
    out: outOf(id, draw),
    next,
  });
  const lowered = innerBlocks(statement, id, own).map(([arm, scope], index) => ({
    name: `arm ${index}`,
    next: lowering.block(arm, { next: join, own: scope }),
  }));
  lowering.nodes.set(id, { kind: "fork", arms: lowered, join, opens: true });
  return id;
}

function lowerTry(lowering: Lowering, statement: TryStatement, { next, own }: Place): string {
  const id = idIn(lowering, statement);
  lowering.nodes.set(`${id}.end`, { kind: "end", of: id });
  const body = lowering.block(statement.body, { next: `${id}.end`, own });
  lowering.nodes.set(id, { kind: "scope", body, catch: lowering.block(statement.catch, { next, own }), next });
  return id;
}

function lowerRepeat(lowering: Lowering, statement: RepeatStatement, { next, own }: Place): string {
  const id = idIn(lowering, statement);
  const { draw } = statement;
  lowering.nodes.set(`${id}.end`, { kind: "end", of: id });
  const body = lowering.block(statement.body, { next: `${id}.end`, own });
  const until = coin(draw, 2) ? conditionOf(lowering, draw) : null;
  const out = outOf(id, draw);
  if (statement.word === "repeat") {
    const every = coin(draw, 3) ? draw.deadline : null;
    lowering.nodes.set(id, { kind: "loop", body, until, every, max: 1 + (draw.pick % 3), out, next });
    return id;
  }
  const list = { op: "list" as const, type: { list: { scalar: "number" as const, nullable: false }, nullable: false } };
  lowering.nodes.set(id, {
    kind: "map",
    over: { ...list, items: [number(1), number(2), number(3)] },
    body,
    key: coin(draw, 3) ? { op: "variable", name: `item.${id}`, type: { scalar: "number", nullable: true } } : null,
    max: 10,
    concurrency: coin(draw, 4) ? 2 : 1,
    until,
    rounds: until === null ? 1 : 2,
    itemError: coin(draw, 5) ? "fail" : "continue",
    collect: coin(draw, 6) ? variableOf(lowering, draw) : null,
    out,
    next,
  });
  return id;
}
