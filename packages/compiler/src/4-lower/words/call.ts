import type { CallNode, Expression, ValueType } from "@flowline/ir";
import { nearestName } from "@flowline/ir";
import { kebabCase } from "../../1-load/find-flows.js";
import { diagnose } from "../../diagnostics/definition.js";
import { notCallable, unknownFlow } from "../../diagnostics/flow-names.js";
import { wrongArgument } from "../../diagnostics/form.js";
import type { KnownFlow } from "../flow-directory.js";
import { type Call, type Placed, report } from "../flow-scope.js";
import { ask } from "../place/ask.js";
import { single } from "../place/block.js";
import { argumentOf, refuseArgument } from "../place/call.js";
import { type Given, textOf } from "../place/given.js";
import { knowStep, stepVariable } from "../place/known.js";
import { metaOf } from "../place/node-meta.js";
import { readOptions } from "../place/options.js";
import { named, type Position } from "../place/position.js";

/** `call(flow, input?, options?)`: a run of another flow, which is waited for. */
export function placeCall(call: Call, at: Position): Placed {
  return placeChild(call, at, false);
}

/** `start(flow, input?, options?)`: a run of another flow, which is not waited for. */
export function placeStart(call: Call, at: Position): Placed {
  return placeChild(call, at, true);
}

function placeChild(call: Call, at: Position, detached: boolean): Placed {
  const { scope, span, link } = call;
  const options = readOptions(call, argumentOf(call, 2), ["subject", "as", "name"]);
  const flow = flowOf(call, argumentOf(call, 0));
  const name = options.text("name") ?? options.text("as") ?? flow?.name ?? "";
  const out = options.text("as") ?? name;
  const { id, after } = named(at, name);
  if (flow !== null) scope.found.calls.push({ node: id, flow: flow.name, span });
  const input = argumentOf(call, 1);
  const subject = options.get("subject");
  const parts: Pick<CallNode, "input" | "subject"> = {
    input: input && askOf(call, input, at, `the input of ${JSON.stringify(name)}`),
    subject: subject && askOf(call, subject, at, `the subject of ${JSON.stringify(name)}`),
  };
  const meta = metaOf(call, at, `${link.word} ${flow?.name ?? ""}`);
  const block = single(id, next => ({
    isNamed: true,
    meta,
    node: { kind: "call", flow: flow?.name ?? "", ...parts, detached, out: stepVariable(at, out), failed: null, next },
  }));
  return { block, after: knowStep(after, scope, { name: out, type: detached ? STARTED : ENDED, span }), ends: false };
}

function askOf(call: Call, given: Given, at: Position, role: string): Expression {
  return ask(call, given, at, { role });
}

const TEXT: ValueType = { scalar: "text", nullable: false };
const STARTED: ValueType = { object: { run: TEXT }, nullable: false };
const ENDED: ValueType = {
  object: { outcome: TEXT, reason: { scalar: "text", nullable: true }, result: { any: true, nullable: true } },
  nullable: false,
};

/** The flow that is meant: by name, or by where its head is written. */
function flowOf(call: Call, given: Given | null): KnownFlow | null {
  const { directory } = call.scope;
  const flow = given?.draft.kind === "flow" ? given.draft : null;
  const said = flow === null ? textOf(given) : typeof flow.name === "string" ? flow.name : null;
  if (said === null && flow === null) return refuseFlow(call, given);
  const found = said === null ? directory.bySite(flow?.links[0]?.site ?? null) : directory.byName(said);
  const span = given?.span ?? call.span;
  if (found === null) {
    const known = directory.names();
    const nearest = said === null ? undefined : nearestName(said, known);
    return report(call.scope, diagnose(unknownFlow, { name: said, known, nearest }, { span }));
  }
  if (found.head !== "manual" && found.head !== "task") {
    report(call.scope, diagnose(notCallable, { name: found.name, head: found.head }, { span }));
  }
  return found;
}

/** What is no flow. A variable without a value can only be one that the module has not come to yet. */
function refuseFlow(call: Call, given: Given | null): null {
  const wanted = "a flow, or the name of one";
  const source = call.site?.args[0] ?? null;
  const written = source === null ? "" : call.scope.lowering.textAt(source.span);
  if (given !== null || source?.form !== "computed" || !/^[\w$]+$/.test(written) || written === "undefined") {
    return refuseArgument(call, given, wanted);
  }
  const name = call.scope.directory.byName(kebabCase(written))?.name ?? null;
  const facts = { word: call.link.word, wanted, found: `\`${written}\` before it is declared`, below: { name } };
  return report(call.scope, diagnose(wrongArgument, facts, { span: source.span }));
}
