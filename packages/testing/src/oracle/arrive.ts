import { nextNumber, record } from "./cursors.js";
import { arriveAtAssign } from "./nodes/assign.js";
import { arriveAtCall } from "./nodes/call.js";
import { arriveAtDecide } from "./nodes/decide.js";
import { arriveAtEnd } from "./nodes/end.js";
import { arriveAtExit } from "./nodes/exit.js";
import { arriveAtFork } from "./nodes/fork.js";
import { arriveAtJoin } from "./nodes/join.js";
import { arriveAtLoop } from "./nodes/loop.js";
import { arriveAtMap } from "./nodes/map.js";
import { arriveAtScope } from "./nodes/scope.js";
import { arriveAtStep } from "./nodes/step.js";
import { arriveAtWait } from "./nodes/wait.js";
import { OracleError } from "./oracle-error.js";
import type { Cursor, World } from "./world.js";

/** What a cursor does at its node. */
export function arrive(world: World, cursor: Cursor): void {
  const { run } = cursor;
  const node = Object.hasOwn(run.flow.nodes, cursor.node) ? run.flow.nodes[cursor.node] : undefined;
  if (node === undefined) throw new OracleError(`The flow "${run.flow.flow}" has no node "${cursor.node}".`);
  cursor.arrival = nextNumber(world);
  cursor.arrivedMs = world.nowMs;
  record(world, run, { what: "arrived", node: cursor.node });
  switch (node.kind) {
    case "step":
      arriveAtStep(world, cursor, node);
      break;
    case "decide":
      arriveAtDecide(world, cursor, node);
      break;
    case "assign":
      arriveAtAssign(world, cursor, node);
      break;
    case "wait":
      arriveAtWait(world, cursor, node);
      break;
    case "fork":
      arriveAtFork(world, cursor, node);
      break;
    case "join":
      arriveAtJoin(world, cursor, node);
      break;
    case "map":
      arriveAtMap(world, cursor, node);
      break;
    case "loop":
      arriveAtLoop(world, cursor, node);
      break;
    case "call":
      arriveAtCall(world, cursor, node);
      break;
    case "scope":
      arriveAtScope(world, cursor, node);
      break;
    case "exit":
      arriveAtExit(world, cursor, node);
      break;
    case "end":
      arriveAtEnd(world, cursor, node);
      break;
  }
}
