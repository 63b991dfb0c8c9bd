import type { Expression, MapNode, NodeId, ValueType } from "@flowline/ir";
import { printExpression, typeOf } from "@flowline/ir";
import { diagnose } from "../../diagnostics/definition.js";
import { endlessForEach } from "../../diagnostics/graph.js";
import type { Environment } from "../environment.js";
import { type Call, type Placed, report } from "../flow-scope.js";
import { type PlacedArm, placeArm } from "../place/arms.js";
import { ask, UNKNOWN } from "../place/ask.js";
import { argumentOf, refuseArgument } from "../place/call.js";
import { type Given, isLambda } from "../place/given.js";
import { knowStep, perhaps, stepVariable } from "../place/known.js";
import { madeMeta, metaOf } from "../place/node-meta.js";
import { type Options, readOptions } from "../place/options.js";
import { namedOr, type Position } from "../place/position.js";
import { requireList } from "../place/require-type.js";
import { elementOf } from "../types.js";

const OPTIONS = ["max", "concurrency", "key", "until", "rounds", "itemError", "collect", "as", "name"];

/** `forEach(list, (b, item) => ..., options?)`: the arm once for each item of a list that only the run knows. */
export function placeForEach(call: Call, at: Position): Placed {
  const list = argumentOf(call, 0);
  if (list === null) refuseArgument(call, null, "a list, or a lambda that gives one,");
  const options = readOptions(call, argumentOf(call, 2), OPTIONS);
  const name = options.text("name");
  const { id, after } = namedOr(at, name, "each");
  const over = list === null ? UNKNOWN : ask(call, list, at, { role: "the list of forEach()" });
  if (list !== null) requireList(call, over, list);
  const environment = withItem(at.environment, { id, over });
  const arm = argumentOf(call, 1);
  const body = placeArm(
    call,
    arm,
    { ...after, environment: at.environment },
    { label: "each", owner: name, environment },
  );
  const concurrency = options.count("concurrency", 1) ?? 1;
  const inside: Position = { ...at, environment: { ...body.after.environment, item: environment.item } };
  const collect = askInside(call, options, inside, { option: "collect", id });
  const plan: MapPlan = {
    id,
    at,
    body,
    isNamed: name !== null,
    label: `for each ${printExpression(over, call.scope.subject?.ir.name ?? "")}`,
    out: options.text("as"),
    node: { over, concurrency, collect, ...settingsOf(call, options, { inside, id, environment, over }) },
  };
  return { block: mapBlock(call, plan), after: afterMap(call, after, plan), ends: false };
}

interface MapPlan {
  readonly id: NodeId;
  readonly at: Position;
  readonly body: PlacedArm;
  readonly isNamed: boolean;
  readonly label: string;
  readonly out: string | null;
  readonly node: Omit<MapNode, "kind" | "body" | "out" | "next">;
}

interface Inside {
  /** Where an item's body has ended. */
  readonly inside: Position;
  readonly id: NodeId;
  /** What an item's body begins with. */
  readonly environment: Environment;
  readonly over: Expression;
}

function settingsOf(call: Call, options: Options, { inside, id, environment, over }: Inside) {
  const until = askInside(call, options, inside, { option: "until", id });
  const key = options.get("key");
  if (until !== null && (options.count("concurrency", 1) ?? 1) > 1) {
    options.ignore("until", "where several items run at a time");
  }
  return {
    until,
    key:
      key === null
        ? null
        : ask(
            call,
            key,
            { ...inside, environment },
            {
              role: "the key of forEach()",
              shape: "item" as const,
              binding: isLambda(key) ? `${id}#key` : null,
            },
          ),
    max: maxOf(call, options, over),
    rounds: roundsOf(options, until),
    itemError: options.oneOf("itemError", ["fail", "continue"]) ?? ("fail" as const),
  };
}

function askInside(
  call: Call,
  options: Options,
  inside: Position,
  { option, id }: { readonly option: "until" | "collect"; readonly id: NodeId },
): Expression | null {
  const given: Given | null = options.get(option);
  if (given === null) return null;
  const purpose = option === "until" ? "verdict" : "value";
  return ask(call, given, inside, {
    role: `\`${option}\` of forEach()`,
    purpose,
    binding: isLambda(given) ? `${id}#${option}` : null,
  });
}

function roundsOf(options: Options, until: Expression | null): number {
  const rounds = options.count("rounds", 1) ?? 1;
  if (until !== null || rounds === 1) return rounds;
  options.ignore("rounds", "without `until`, which ends them");
  return 1;
}

/** A list that is written out has as many items as it has. */
function maxOf(call: Call, options: Options, over: Expression): number {
  const max = options.count("max", 1);
  if (max !== null) return max;
  if (over.op === "literal" && Array.isArray(over.value)) return Math.max(1, over.value.length);
  if (over.op === "list") return Math.max(1, over.items.length);
  if (over !== UNKNOWN) report(call.scope, diagnose(endlessForEach, {}, { span: call.span }));
  return 1;
}

function withItem(environment: Environment, { id, over }: { readonly id: NodeId; readonly over: Expression }) {
  const type = elementOf(typeOf(over));
  const variable = `item.${id}`;
  return { ...environment, item: { variable, type, outer: environment.item } };
}

/** One item after the other, what they write is there afterwards, if there was an item; else it ends with the item. */
function afterMap(call: Call, after: Position, { at, body, node, out }: MapPlan): Position {
  const written = node.concurrency === 1 ? perhaps(at.environment, body.after.environment) : at.environment;
  const known = { ...after, environment: { ...written, item: at.environment.item } };
  if (out === null) return known;
  const element: ValueType = node.collect === null ? { any: true, nullable: true } : typeOf(node.collect);
  const list: ValueType = node.itemError === "continue" ? { ...element, nullable: true } : element;
  return knowStep(known, call.scope, { name: out, type: { list, nullable: false }, span: call.span });
}

function mapBlock(call: Call, { id, at, body, isNamed, label, out, node: settings }: MapPlan): Placed["block"] {
  const end = `${id}.end`;
  const meta = metaOf(call, at, label);
  return {
    entry: () => id,
    emit: (next, nodes) => {
      const variable = out === null ? null : stepVariable(at, out);
      const node: MapNode = { kind: "map", ...settings, body: body.block.entry(end), out: variable, next };
      nodes.push({ id, node, meta, isNamed });
      body.block.emit(end, nodes);
      nodes.push({
        id: end,
        isNamed: false,
        meta: madeMeta(at, "end", "end of the item"),
        node: { kind: "end", of: id },
      });
    },
  };
}
