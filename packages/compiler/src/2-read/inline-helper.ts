import type { ts } from "ts-morph";
import type { Origin } from "../1-load/word-tracer.js";
import { diagnose } from "../diagnostics/definition.js";
import { unknownCall } from "../diagnostics/expressions.js";
import { helperNotRead } from "../diagnostics/lambdas.js";
import { checkCapture } from "./check-capture.js";
import { capturedText } from "./instrumentation.js";
import type { LambdaScope } from "./lambda-scope.js";
import { mapSource } from "./map-source.js";
import type { Reader } from "./read.js";
import { readAll } from "./read.js";
import type { LambdaSource } from "./reading.js";
import type { SourceExpression } from "./source-expression.js";

/** Helpers of helpers of helpers: beyond this nobody can follow, and a guard is no place for it. */
const MAX_HEIGHT = 8;

type FunctionOrigin = Extract<Origin, { kind: "function" }>;

/** Puts what a helper of the project gives in the place of its call. */
export function inlineHelper(
  node: ts.CallExpression,
  origin: FunctionOrigin,
  reading: Reader,
): SourceExpression | null {
  const args = readAll(node.arguments, reading);
  return inline({ callee: node.expression, origin, at: node }, args, reading);
}

/** The same for a helper that is handed over by name: `plans.some(isPaid)`. */
export function inlineReference(
  callee: ts.Expression,
  element: SourceExpression,
  reading: Reader,
): SourceExpression | null {
  const { scope } = reading;
  const origin = scope.lambdas.tracer.trace(callee, scope.module);
  if (origin.kind === "function") return inline({ callee, origin, at: callee }, [element], reading);
  return scope.refuse(unknownCall, { written: `${scope.textOf(callee)}()` }, callee);
}

interface HelperCall {
  readonly callee: ts.Expression;
  readonly origin: FunctionOrigin;
  readonly at: ts.Node;
}

function inline(
  { callee, origin, at }: HelperCall,
  args: readonly SourceExpression[] | null,
  { scope }: Reader,
): SourceExpression | null {
  if (!scope.isFree(callee)) return refuse(scope, at, { callee, why: "is made while the predicate is decided" });
  if (!checkCapture(callee, scope)) return null;
  const read = scope.lambdas.read(origin.node, origin.module);
  if (read === null) return refuse(scope, at, { callee, why: "calls itself" });
  const { source, height } = read;
  if (height + 1 > MAX_HEIGHT) {
    return refuse(scope, at, { callee, why: `calls helpers more than ${MAX_HEIGHT} deep` });
  }
  if (source.tree === null) return refuseUnread(scope, at, { callee, source });
  if (args === null) return null;
  scope.height = Math.max(scope.height, height + 1);
  return substitute(source.tree, { args, captured: captureOf(callee, source, scope), scope });
}

/** What the helper itself captures is evaluated where the helper stands, and asked of it. */
function captureOf(
  callee: ts.Expression,
  source: LambdaSource,
  scope: LambdaScope,
): (index: number, at: SourceExpression) => SourceExpression {
  const known = new Map<number, SourceExpression>();
  return (index, { span }) => {
    const before = known.get(index);
    if (before !== undefined) return before;
    const captured = scope.captureText(capturedText(callee.getText(), source, index), span);
    known.set(index, captured);
    return captured;
  };
}

interface Substitution {
  readonly args: readonly SourceExpression[];
  readonly captured: (index: number, at: SourceExpression) => SourceExpression;
  readonly scope: LambdaScope;
}

function substitute(
  tree: SourceExpression,
  by: Substitution,
  locals: ReadonlyMap<string, string> = new Map(),
): SourceExpression {
  if (tree.kind === "parameter") return by.args[tree.index] ?? { kind: "literal", value: null, span: tree.span };
  if (tree.kind === "capture") return by.captured(tree.index, tree);
  if (tree.kind === "local") return { ...tree, name: locals.get(tree.name) ?? tree.name };
  if (tree.kind !== "each") return mapSource(tree, part => substitute(part, by, locals));
  const local = by.scope.nextLocal(tree.local);
  const of = substitute(tree.of, by, locals);
  return { ...tree, of, local, body: substitute(tree.body, by, new Map(locals).set(tree.local, local)) };
}

function refuse(
  scope: LambdaScope,
  at: ts.Node,
  { callee, why }: { readonly callee: ts.Expression; readonly why: string },
): null {
  return scope.refuse(helperNotRead, { helper: scope.textOf(callee), why }, at);
}

function refuseUnread(
  scope: LambdaScope,
  at: ts.Node,
  { callee, source }: { readonly callee: ts.Expression; readonly source: LambdaSource },
): null {
  const [problem] = source.problems;
  const why = "is more than one expression over its parameters";
  const place = { span: scope.spanOf(at) };
  const span = problem?.span ?? source.span;
  const related = [{ message: problem?.message ?? "It stands here.", span }];
  scope.problems.push(diagnose(helperNotRead, { helper: scope.textOf(callee), why }, { ...place, related }));
  return null;
}
