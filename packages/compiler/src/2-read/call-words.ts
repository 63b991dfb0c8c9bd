import { ts } from "ts-morph";
import { findDeclaration } from "../1-load/declarations.js";
import { isFunctionNode } from "../1-load/function-node.js";
import type { LoadedModule } from "../1-load/loaded-project.js";
import { unwrap } from "../1-load/unwrap.js";
import { findAll } from "../1-load/walk.js";
import type { WordTracer } from "../1-load/word-tracer.js";
import { isHeadWord, isLinkWord, roleAt, shapeOf } from "../1-load/words.js";

/**
 * Tells which calls of a module are calls of the language.
 *
 * Where names lead to a word or a chain there is nothing to guess. They do not for the parameter of a function that
 * gets a chain from somewhere (`const ending = chain => chain.send("bye")`), or for a chain out of a list. A method of
 * such a receiver is taken for a link if it is called like one. The number that a call then carries is one argument
 * more, so a slip must do no harm: `text.split(",")` would split nothing. Hence:
 *
 * - A name that only we use is enough, as in `.waitFor(...)`.
 * - A name that others use too must be called as only we call it: see `Shape`.
 * - A name without such a form (`.set(...)`, `.catch(...)`) counts only where the receiver shows itself to be a chain:
 *   other calls in front of it are links, it is what an arm is given, or a link is called on it elsewhere in its function.
 */
export class CallWords {
  readonly #module: LoadedModule;
  readonly #tracer: WordTracer;
  readonly #words = new Map<ts.CallExpression, string | null>();
  readonly #chains = new Map<ts.Node, boolean>();

  constructor(module: LoadedModule, tracer: WordTracer) {
    this.#module = module;
    this.#tracer = tracer;
  }

  /** The word that a call calls: a head, a link, `journey` for the call of a journey; null for other calls. */
  wordOf(call: ts.CallExpression): string | null {
    // From the head on: a link may be known for one by those in front of it.
    const open: ts.CallExpression[] = [];
    for (
      let next: ts.CallExpression | null = call;
      next !== null && !this.#words.has(next);
      next = receiverCall(next)
    ) {
      open.push(next);
    }
    for (const next of open.reverse()) this.#words.set(next, this.#find(next));
    return this.#words.get(call) ?? null;
  }

  #find(call: ts.CallExpression): string | null {
    const origin = this.#tracer.trace(call.expression, this.#module);
    if (origin.kind === "word") return isHeadWord(origin.word) ? origin.word : null;
    if (origin.kind === "link") return isLinkWord(origin.word) ? origin.word : null;
    if (origin.kind === "journey") return "journey";
    const callee = unwrap(call.expression);
    if (origin.kind !== "unknown" || !ts.isPropertyAccessExpression(callee)) return null;
    return this.#isCalledLikeLink(call, callee) ? callee.name.text : null;
  }

  #isCalledLikeLink(call: ts.CallExpression, callee: ts.PropertyAccessExpression): boolean {
    const shape = shapeOf(callee.name.text);
    if (shape === null) return false;
    return hasShape(call, shape) || this.#isChain(unwrap(callee.expression));
  }

  /** Whether a receiver shows itself to be a chain. */
  #isChain(receiver: ts.Expression): boolean {
    if (ts.isCallExpression(receiver)) return this.wordOf(receiver) !== null;
    const declaration = ts.isIdentifier(receiver) ? findDeclaration(receiver) : undefined;
    if (declaration === undefined) return false;
    const known = this.#chains.get(declaration);
    if (known !== undefined) return known;
    // Set before looking: an arm within an arm asks for the same.
    this.#chains.set(declaration, false);
    const isChain = this.#isBuilder(declaration) || this.#isCalledElsewhere(declaration);
    this.#chains.set(declaration, isChain);
    return isChain;
  }

  /** Whether a name is what an arm is given, though names alone do not tell that its call is a link. */
  #isBuilder(declaration: ts.Node): boolean {
    const fn = declaration.parent;
    if (!ts.isParameter(declaration) || !isFunctionNode(fn) || fn.parameters[0] !== declaration) return false;
    return this.#tracer.placesOf(fn, this.#module).some(({ call, path }) => {
      const word = this.wordOf(call);
      return word !== null && roleAt(word, path) === "arm";
    });
  }

  #isCalledElsewhere(declaration: ts.Node): boolean {
    const scope = ts.findAncestor(declaration, isFunctionNode) ?? this.#module.ast;
    return findAll(scope, ts.isCallExpression).some(call => {
      const callee = unwrap(call.expression);
      if (!ts.isPropertyAccessExpression(callee)) return false;
      const shape = shapeOf(callee.name.text);
      if (shape === null || !hasShape(call, shape)) return false;
      const root = unwrap(rootOf(call));
      return ts.isIdentifier(root) && findDeclaration(root) === declaration;
    });
  }
}

function hasShape({ arguments: args }: ts.CallExpression, shape: ReturnType<typeof shapeOf>): boolean {
  switch (shape) {
    case "own":
      return true;
    case "object":
      return args.slice(0, 2).some(argument => ts.isObjectLiteralExpression(unwrap(argument)));
    case "function":
      return args[0] !== undefined && isFunctionNode(unwrap(args[0]));
    case "second":
      return args[1] !== undefined && isFunctionNode(unwrap(args[1]));
    default:
      return false;
  }
}

/** The call in front of a link: `send("hi")` of `send("hi").waitFor("7d")`. */
function receiverCall(call: ts.CallExpression): ts.CallExpression | null {
  const callee = unwrap(call.expression);
  const receiver = ts.isPropertyAccessExpression(callee) ? unwrap(callee.expression) : null;
  return receiver !== null && ts.isCallExpression(receiver) ? receiver : null;
}

/** What a row of calls is called on. */
function rootOf(call: ts.CallExpression): ts.Expression {
  let root: ts.Expression = call;
  for (;;) {
    const callee: ts.Expression = ts.isCallExpression(root) ? unwrap(root.expression) : root;
    if (!ts.isPropertyAccessExpression(callee)) return callee;
    root = unwrap(callee.expression);
  }
}
