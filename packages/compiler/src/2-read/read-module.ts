import type { Diagnostic, SiteNumber } from "@flowline/ir";
import { ts } from "ts-morph";
import type { FunctionNode } from "../1-load/function-node.js";
import { isFunctionNode } from "../1-load/function-node.js";
import type { LoadedModule } from "../1-load/loaded-project.js";
import { nodeSpan } from "../1-load/node-span.js";
import { spanAt } from "../1-load/source-text.js";
import { unwrap } from "../1-load/unwrap.js";
import { walk } from "../1-load/walk.js";
import { roleAt } from "../1-load/words.js";
import { environmentRead } from "../diagnostics/build.js";
import { diagnose } from "../diagnostics/definition.js";
import { chainInBody } from "../diagnostics/lambdas.js";
import type { Body } from "./bodies.js";
import type { CallWords } from "./call-words.js";
import { environmentVariable, isProcessEnv } from "./check-capture.js";
import { describeArgument } from "./describe-argument.js";
import { mentionsAll } from "./find-mentions.js";
import { bodyText, lambdaText, numberAt, preamble, siteText } from "./instrumentation.js";
import type { LambdaReader } from "./lambda-reader.js";
import type { Insertion, LambdaSource, Site } from "./reading.js";
import { remainingClause } from "./remaining-clause.js";

/** What was read of one module. It depends on the module, on what names of others it uses, and on who uses its own. */
export interface ModuleReading {
  readonly sites: readonly (readonly [SiteNumber, Site])[];
  readonly lambdas: readonly (readonly [SiteNumber, LambdaSource])[];
  readonly insertions: readonly Insertion[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What reading one module takes. */
export interface ModuleContext {
  readonly words: CallWords;
  readonly lambdas: LambdaReader;
  readonly bodies: ReadonlyMap<ts.Node, Body>;
  /** Statements, and names of imports and exports, that fall away. */
  readonly unused: ReadonlySet<ts.Node>;
  /** Whether bodies stay where they are: they do in a package that is built to be run. */
  readonly keepsBodies: boolean;
  /** What comes before each number. */
  readonly prefix: string;
}

/** Reads one module. */
export function readModule(module: LoadedModule, context: ModuleContext): ModuleReading {
  return new ModuleReader(module, context).read();
}

/** Walks one module, once. Insertions come in the order of the walk, which keeps nested ones nested. */
class ModuleReader {
  readonly #module: LoadedModule;
  readonly #context: ModuleContext;
  readonly #sites: [SiteNumber, Site][] = [];
  readonly #lambdas: [SiteNumber, LambdaSource][] = [];
  readonly #insertions: Insertion[] = [];
  readonly #diagnostics: Diagnostic[] = [];
  /** What comes behind a node once all within it is done. */
  readonly #behind = new Map<ts.Node, Insertion[]>();

  constructor(module: LoadedModule, context: ModuleContext) {
    this.#module = module;
    this.#context = context;
  }

  read(): ModuleReading {
    const { ast, source } = this.#module;
    walk(ast, {
      enter: node => this.#enter(node),
      leave: node => this.#insertions.push(...(this.#behind.get(node) ?? [])),
    });
    const end = { at: source.text.length, text: preamble(source.file, this.#context.prefix), removed: 0 };
    return {
      sites: this.#sites,
      lambdas: this.#lambdas,
      insertions: [...this.#insertions, end],
      diagnostics: this.#diagnostics,
    };
  }

  #enter(node: ts.Node): boolean {
    if (ts.isTypeNode(node)) return false;
    if (this.#context.unused.has(node)) return this.#remove(node);
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return this.#shorten(node);
    const body = this.#context.bodies.get(node);
    if (body !== undefined) return this.#cut(body);
    if (isProcessEnv(node)) this.#refuseEnvironment(node);
    if (isFunctionNode(node)) this.#register(node);
    if (ts.isCallExpression(node)) this.#mark(node);
    return true;
  }

  #remove(node: ts.Node): boolean {
    this.#replace(node, "");
    return false;
  }

  /** Leaves out the names that fall away. */
  #shorten(statement: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
    const text = remainingClause(statement, this.#context.unused);
    if (text !== null) this.#replace(statement, text);
    return false;
  }

  #replace(node: ts.Node, text: string): void {
    const at = this.#startOf(node);
    this.#insertions.push({ at, text, removed: node.getEnd() - at });
  }

  /** Puts a function without a body in the place of a body, or gives it its number where it stays. */
  #cut(body: Body): boolean {
    const { node } = body;
    const offset = this.#startOf(node);
    this.#lambdas.push([this.#number(offset), this.#readBody(body)]);
    if (body.fn !== null) this.#checkBody(body.fn.node, body.fn.module);
    if (this.#context.keepsBodies) this.#keep(node, offset);
    else this.#replace(node, `${nameOfMember(node)}${bodyText(offset)}`);
    return false;
  }

  #keep(node: Body["node"], offset: number): void {
    // A method and a shorthand member keep their names, and are known by nothing else.
    if (!ts.isExpression(node)) return;
    const { open, close } = lambdaText(offset, []);
    this.#insert(offset, open);
    this.#insert(node.getEnd(), close);
  }

  #readBody({ fn, node }: Body): LambdaSource {
    const { source } = this.#module;
    const span = nodeSpan(this.#module, node);
    if (fn === null) {
      const unknown = { parameters: 2, mentions: mentionsAll(2, span), tree: null, problems: [], captures: [] };
      return { file: source.file, span, ...unknown };
    }
    return this.#context.lambdas.readBody(fn.node, fn.module);
  }

  /** Words within a body would come too late. */
  #checkBody(fn: FunctionNode, module: LoadedModule): void {
    if (module !== this.#module) return;
    walk(fn, {
      enter: node => {
        if (!ts.isCallExpression(node)) return true;
        const origin = this.#context.lambdas.tracer.trace(node.expression, module);
        const isChained =
          origin.kind === "link" || (origin.kind === "word" && this.#context.words.wordOf(node) !== null);
        if (!isChained) return true;
        const span = nodeSpan(module, node);
        this.#diagnostics.push(diagnose(chainInBody, { word: origin.word }, { span }));
        return false;
      },
    });
  }

  #refuseEnvironment(node: ts.PropertyAccessExpression): void {
    // Nothing that builds a flow is asynchronous: this will run on a worker, which has an environment.
    if (ts.findAncestor(node, isAsync) !== undefined) return;
    const read = environmentVariable(node);
    const span = nodeSpan(this.#module, read);
    this.#diagnostics.push(diagnose(environmentRead, { written: read.getText() }, { span }));
  }

  #register(node: FunctionNode): void {
    if (ts.isMethodDeclaration(node) || this.#isArm(node)) return;
    const lambda = this.#context.lambdas.read(node, this.#module)?.source;
    if (lambda === undefined) return;
    const offset = this.#startOf(node);
    const { open, close } = lambdaText(
      offset,
      lambda.captures.map(({ text }) => text),
    );
    if (!ts.isFunctionDeclaration(node)) {
      this.#insert(offset, open);
      this.#insertBehind(node, { at: node.getEnd(), text: close, removed: 0 });
    } else if (node.name !== undefined && node.body !== undefined) {
      // A declaration is hoisted, so it can only be registered by a statement behind it.
      this.#insertBehind(node, { at: node.getEnd(), text: `;${open}${node.name.text}${close};`, removed: 0 });
    } else return;
    this.#lambdas.push([this.#number(offset), lambda]);
  }

  /** An arm is called while the flow is built, and never asked for its source. */
  #isArm(node: FunctionNode): boolean {
    const { words, lambdas } = this.#context;
    return lambdas.tracer.placesOf(node, this.#module).some(({ call, path }) => {
      const word = words.wordOf(call);
      return word !== null && roleAt(word, path) === "arm";
    });
  }

  /** Numbers a call of the language, by an argument that carries the number. */
  #mark(node: ts.CallExpression): void {
    const word = this.#context.words.wordOf(node);
    if (word === null) return;
    const { source } = this.#module;
    const callee = unwrap(node.expression);
    const isLink = ts.isPropertyAccessExpression(callee);
    const span = spanAt(source, this.#startOf(isLink ? callee.name : node), node.getEnd());
    // Behind a spread nobody can tell which argument is which.
    const spread = node.arguments.findIndex(ts.isSpreadElement);
    const told = spread === -1 ? node.arguments : node.arguments.slice(0, spread);
    const args = told.map(argument => describeArgument(argument, this.#module));
    const discarded = ts.isExpressionStatement(node.parent);
    const offset = node.getEnd();
    this.#sites.push([this.#number(offset), { word, file: source.file, span, args, discarded }]);
    const comma = node.arguments.length === 0 || node.arguments.hasTrailingComma ? "" : ",";
    this.#insertBehind(node, { at: offset - 1, text: `${comma}${siteText(offset)}`, removed: 0 });
  }

  #startOf(node: ts.Node): number {
    return node.getStart(this.#module.ast);
  }

  #insert(at: number, text: string): void {
    this.#insertions.push({ at, text, removed: 0 });
  }

  #insertBehind(node: ts.Node, insertion: Insertion): void {
    this.#behind.set(node, [...(this.#behind.get(node) ?? []), insertion]);
  }

  #number(offset: number): SiteNumber {
    return `${this.#context.prefix}${numberAt(this.#module.source.file, offset)}`;
  }
}

function isAsync(node: ts.Node): boolean {
  if (!ts.canHaveModifiers(node)) return false;
  return ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false;
}

/** What stands before the value where a member is cut out whole. */
function nameOfMember(node: Body["node"]): string {
  return ts.isMethodDeclaration(node) || ts.isShorthandPropertyAssignment(node) ? `${node.name.getText()}:` : "";
}
