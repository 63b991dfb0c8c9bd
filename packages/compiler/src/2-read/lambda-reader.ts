import { ts } from "ts-morph";
import type { Declaration } from "../1-load/declarations.js";
import type { FunctionNode } from "../1-load/function-node.js";
import { isFunctionNode } from "../1-load/function-node.js";
import type { LoadedModule } from "../1-load/loaded-project.js";
import { nodeSpan } from "../1-load/node-span.js";
import type { WordTracer } from "../1-load/word-tracer.js";
import { findMentions } from "./find-mentions.js";
import type { Lambdas, ReadLambda } from "./lambdas.js";
import { readLambda } from "./read-lambda.js";
import type { LambdaSource } from "./reading.js";

/** Reads each function of the project once, for itself and for those that call it. */
export class LambdaReader implements Lambdas {
  readonly tracer: WordTracer;
  readonly #read = new Map<ts.Node, ReadLambda>();
  readonly #open = new Set<ts.Node>();
  readonly #items = new Map<ts.Node, boolean>();

  constructor(tracer: WordTracer) {
    this.tracer = tracer;
  }

  /** The function as a predicate would be read; null while it is being read, which is recursion. */
  read(node: FunctionNode, module: LoadedModule): ReadLambda | null {
    const before = this.#read.get(node);
    if (before !== undefined) return before;
    if (this.#open.has(node)) return null;
    this.#open.add(node);
    const read = readLambda(node, module, this);
    this.#open.delete(node);
    this.#read.set(node, read);
    return read;
  }

  /** A body, which is read for what it mentions alone. */
  readBody(node: FunctionNode, module: LoadedModule): LambdaSource {
    const span = nodeSpan(module, node);
    const mentions = findMentions(node, module);
    const { length } = node.parameters;
    return { file: module.source.file, span, parameters: length, mentions, tree: null, problems: [], captures: [] };
  }

  /** Whether a name is what an arm of `forEach` is handed as its item. */
  isItem(declaration: Declaration, module: LoadedModule): boolean {
    const before = this.#items.get(declaration);
    if (before !== undefined) return before;
    const isItem = this.#findItem(declaration, module);
    this.#items.set(declaration, isItem);
    return isItem;
  }

  #findItem(declaration: Declaration, module: LoadedModule): boolean {
    if (!ts.isParameter(declaration) && !ts.isBindingElement(declaration)) return false;
    const parameter = ts.findAncestor(declaration, ts.isParameter);
    const fn = parameter?.parent;
    if (parameter === undefined || fn === undefined || !isFunctionNode(fn)) return false;
    if (ts.isBindingElement(declaration) ? !isInPattern(declaration, parameter) : declaration !== parameter)
      return false;
    if (fn.parameters.indexOf(parameter) !== 1) return false;
    return this.tracer
      .placesOf(fn, module)
      .some(({ call, path }) => path.join(".") === "1" && this.#callsForEach(call, module));
  }

  #callsForEach(call: ts.CallExpression, module: LoadedModule): boolean {
    const origin = this.tracer.trace(call.expression, module);
    return (origin.kind === "link" || origin.kind === "word") && origin.word === "forEach";
  }
}

function isInPattern(element: ts.BindingElement, parameter: ts.ParameterDeclaration): boolean {
  return ts.findAncestor(element, node => ts.isParameter(node) || ts.isVariableDeclaration(node)) === parameter;
}
