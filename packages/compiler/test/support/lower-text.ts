import type { CaptureDraft, Diagnostic, FieldIr } from "@flowline/ir";
import { ts } from "ts-morph";
import { type FunctionNode, isFunctionNode } from "../../src/1-load/function-node.js";
import type { LoadedModule } from "../../src/1-load/loaded-project.js";
import { createSourceText } from "../../src/1-load/source-text.js";
import { WordTracer } from "../../src/1-load/word-tracer.js";
import { LambdaReader } from "../../src/2-read/lambda-reader.js";
import type { LambdaSource } from "../../src/2-read/reading.js";
import type { Environment } from "../../src/4-lower/environment.js";
import { NO_ENVIRONMENT } from "../../src/4-lower/environment.js";
import type { ExpressionSurroundings } from "../../src/4-lower/expression-surroundings.js";
import type { LambdaUse, LoweredLambda } from "../../src/4-lower/lambda-use.js";
import { lowerLambda } from "../../src/4-lower/lower-lambda.js";
import { Lowering } from "../../src/4-lower/lowering.js";

const CLOCK = "import { after, ago, before, fromNow, now, startOfToday } from 'flowline';\n";

/** What a lambda is lowered against, where it is not the usual. */
export interface TextOptions {
  readonly use?: Partial<LambdaUse>;
  readonly fields?: Readonly<Record<string, FieldIr>>;
  readonly environment?: Partial<Environment>;
  /** What the lambda's captures come to, in order. */
  readonly captures?: readonly CaptureDraft[];
}

/** What came of it. */
export interface LoweredText {
  readonly lowered: LoweredLambda | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the text of a function as phase 2 does and lowers it as phase 4 does. */
export function lowerText(text: string, options: TextOptions = {}): LoweredText {
  const { source, lowering } = readText(text);
  const captures = options.captures ?? source.captures.map(({ text: captured }) => evaluate(captured));
  const fields = new Map(Object.entries(options.fields ?? {}));
  const surroundings: ExpressionSurroundings = {
    lowering,
    readable: { subject: "user", fields, unreadable: new Map(), broken: new Set(), deriving: null },
    environment: { ...NO_ENVIRONMENT, ...options.environment },
  };
  const use: LambdaUse = {
    role: "the guard",
    purpose: "value",
    shape: "subject",
    span: source.span,
    tier: "any",
    binding: null,
    ...options.use,
  };
  return { lowered: lowerLambda({ lambda: 1, captures }, use, surroundings), diagnostics: lowering.diagnostics };
}

/** What phase 2 reads of a function's text, and a lowering that knows it as number 1. */
export function readText(text: string): { readonly source: LambdaSource; readonly lowering: Lowering } {
  const module = moduleOf(`${CLOCK}export default (${text});\n`);
  const reader = new LambdaReader(new WordTracer(new Map([[module.source.path, module]])));
  const node = findFunction(module.ast);
  const read = node === undefined ? null : reader.read(node, module);
  if (read === null) throw new Error(`There is no function in ${text}`);
  const modules = new Map([
    [module.source.path, { source: module.source, instrumented: module.source, insertions: [] }],
  ]);
  const lowering = new Lowering({ sites: new Map(), lambdas: new Map([[1, read.source]]), modules, diagnostics: [] });
  return { source: read.source, lowering };
}

function moduleOf(text: string): LoadedModule {
  const source = createSourceText("/project", "/project/lambda.ts", text);
  const ast = ts.createSourceFile(source.path, text, ts.ScriptTarget.Latest, true);
  return { source, ast, imports: new Map([["flowline", null]]), packages: new Map(), syntaxErrors: [] };
}

function findFunction(node: ts.Node): FunctionNode | undefined {
  if (isFunctionNode(node)) return node;
  return ts.forEachChild(node, findFunction);
}

/** A capture without its surroundings: a constant. What JSON cannot carry is a problem, as for a builder. */
function evaluate(text: string): CaptureDraft {
  try {
    const value: unknown = new Function(`return (${text});`)();
    if (value instanceof Date) return { instant: value.toISOString() };
    return isJson(value) ? { value: JSON.parse(JSON.stringify(value)) } : { problem: "is no JSON" };
  } catch (error) {
    return { problem: `throws: ${String(error)}` };
  }
}

function isJson(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object") return typeof value === "string" || typeof value === "boolean";
  return value === null || Object.values(value).every(isJson);
}
