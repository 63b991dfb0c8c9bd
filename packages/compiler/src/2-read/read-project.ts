import type { Diagnostic } from "@flowline/ir";
import { ts } from "ts-morph";
import type { LoadedModule, LoadedProject } from "../1-load/loaded-project.js";
import { spanAt } from "../1-load/source-text.js";
import { unwrap, WordTracer } from "../1-load/word-tracer.js";
import { isHeadWord, isLinkWord } from "../1-load/words.js";
import { environmentRead } from "../diagnostics/build.js";
import { diagnose } from "../diagnostics/definition.js";
import { environmentVariable, isProcessEnv } from "./check-capture.js";
import { instrument } from "./instrument.js";
import type { LambdaNode } from "./read-lambda.js";
import { readLambda } from "./read-lambda.js";
import type { Insertion, InstrumentedModule, LambdaSource, Reading, Site, SiteArgument } from "./reading.js";

const SITE = 'globalThis[Symbol.for("flowline.site")]';
const LAMBDA = 'globalThis[Symbol.for("flowline.lambda")]';

/** Phase 2: numbers every call and every function of the project's modules, and reads what source alone can tell. */
export function readProject({ projectDir, modules }: LoadedProject): Reading {
  const tracer = new WordTracer(modules);
  const numbers: Numbers = { sites: [], lambdas: [], diagnostics: [] };
  const instrumented = new Map<string, InstrumentedModule>();
  for (const [path, module] of modules) {
    if (module.syntaxErrors.length > 0) continue;
    const reader = new ModuleReader(module, tracer, numbers);
    instrumented.set(path, instrument(module.source, reader.read(), projectDir));
  }
  return Object.freeze({ ...numbers, modules: instrumented });
}

interface Numbers {
  readonly sites: Site[];
  readonly lambdas: LambdaSource[];
  readonly diagnostics: Diagnostic[];
}

/** Walks one module, once. Insertions come in the order of the walk, which keeps nested ones nested. */
class ModuleReader {
  readonly #module: LoadedModule;
  readonly #tracer: WordTracer;
  readonly #numbers: Numbers;
  readonly #insertions: Insertion[] = [];

  constructor(module: LoadedModule, tracer: WordTracer, numbers: Numbers) {
    this.#module = module;
    this.#tracer = tracer;
    this.#numbers = numbers;
  }

  read(): readonly Insertion[] {
    this.#visit(this.#module.ast);
    return this.#insertions;
  }

  #visit(node: ts.Node): void {
    if (ts.isTypeNode(node)) return;
    if (isProcessEnv(node)) this.#refuseEnvironment(node);
    const after: Insertion[] = [];
    if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) after.push(this.#registerInPlace(node));
    if (ts.isFunctionDeclaration(node) && node.name !== undefined && node.body !== undefined) {
      after.push(this.#registerBehind(node, node.name.text));
    }
    const site = ts.isCallExpression(node) ? this.#markSite(node) : null;
    ts.forEachChild(node, child => this.#visit(child));
    this.#insertions.push(...(site === null ? [] : [site]), ...after);
  }

  #refuseEnvironment(node: ts.PropertyAccessExpression): void {
    const read = environmentVariable(node);
    this.#numbers.diagnostics.push(
      diagnose(environmentRead, { written: read.getText() }, { span: this.#spanOf(read) }),
    );
  }

  /** Opens the registration in front of a function; gives what closes it behind. */
  #registerInPlace(node: ts.ArrowFunction | ts.FunctionExpression): Insertion {
    const { number, thunks } = this.#number(node);
    this.#insertions.push({ at: node.getStart(), text: `${LAMBDA}(${number},` });
    return { at: node.getEnd(), text: `,[${thunks}])` };
  }

  /** A declaration is hoisted, so it can only be registered by a statement behind it. */
  #registerBehind(node: ts.FunctionDeclaration, name: string): Insertion {
    const { number, thunks } = this.#number(node);
    return { at: node.getEnd(), text: `;${LAMBDA}(${number},${name},[${thunks}]);` };
  }

  #number(node: LambdaNode): { readonly number: number; readonly thunks: string } {
    const lambda = readLambda(node, this.#module, this.#tracer);
    this.#numbers.lambdas.push(lambda);
    const thunks = lambda.captures.map(({ text }) => `()=>(${text})`).join(",");
    return { number: this.#numbers.lambdas.length - 1, thunks };
  }

  /** Numbers a call of the language; gives the argument that carries the number. */
  #markSite(node: ts.CallExpression): Insertion | null {
    const word = this.#wordOf(node);
    if (word === null || node.arguments.some(ts.isSpreadElement)) return null;
    const callee = unwrap(node.expression);
    const start = ts.isPropertyAccessExpression(callee) ? callee.name.getStart() : node.getStart();
    const span = spanAt(this.#module.source, start, node.getEnd());
    const args = node.arguments.map(argument => this.#describeArgument(argument));
    this.#numbers.sites.push({ word, file: this.#module.source.file, span, args });
    const comma = node.arguments.length === 0 || node.arguments.hasTrailingComma ? "" : ",";
    return { at: node.getEnd() - 1, text: `${comma}${SITE}(${this.#numbers.sites.length - 1})` };
  }

  /** A method of something that names do not lead to, such as a parameter, is taken for a link if it is called like one. */
  #wordOf(node: ts.CallExpression): string | null {
    const origin = this.#tracer.trace(node.expression, this.#module);
    if (origin.kind === "word") return isHeadWord(origin.word) ? origin.word : null;
    if (origin.kind === "link") return isLinkWord(origin.word) ? origin.word : null;
    const callee = unwrap(node.expression);
    if (origin.kind !== "unknown" || !ts.isPropertyAccessExpression(callee)) return null;
    return isLinkWord(callee.name.text) ? callee.name.text : null;
  }

  #describeArgument(argument: ts.Expression): SiteArgument {
    const span = this.#spanOf(argument);
    const inner = unwrap(argument);
    if (ts.isStringLiteralLike(inner) || ts.isNumericLiteral(inner)) return { span, form: "literal" };
    return { span, form: ts.isArrowFunction(inner) || ts.isFunctionExpression(inner) ? "lambda" : "computed" };
  }

  #spanOf(node: ts.Node): Site["span"] {
    return spanAt(this.#module.source, node.getStart(), node.getEnd());
  }
}
