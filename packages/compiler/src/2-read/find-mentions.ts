import { ts } from "ts-morph";
import type { Declaration } from "../1-load/declarations.js";
import { findDeclaration, isReference } from "../1-load/declarations.js";
import type { FunctionNode } from "../1-load/function-node.js";
import type { LoadedModule } from "../1-load/loaded-project.js";
import { spanAt } from "../1-load/source-text.js";
import { wrapped } from "../1-load/unwrap.js";
import { walk } from "../1-load/walk.js";
import type { Mention, Mentions } from "./reading.js";

/** A value that begins at a parameter: the parameter itself, or a member that a name was given to. */
interface Origin {
  readonly parameter: number;
  readonly path: readonly string[];
}

/** What a function's text reads of its parameters. */
export function findMentions(node: FunctionNode, module: LoadedModule): Mentions {
  const finder = new MentionFinder(module);
  for (const [parameter, { name }] of node.parameters.entries()) finder.bind(name, { parameter, path: [] });
  // Names given on the way may be used above the place where they are given, in a function: two rounds find them.
  for (let known = -1; known < finder.names; ) {
    known = finder.names;
    finder.clear();
    finder.visit(node);
  }
  return { paths: finder.paths };
}

/** All that can be said of a function that was not found: it may read everything that it is given. */
export function mentionsAll(parameters: number, span: Mention["span"]): Mentions {
  const paths = Array.from({ length: parameters }, (_, parameter) => ({ parameter, path: [], escapes: true, span }));
  return { paths };
}

class MentionFinder {
  readonly #module: LoadedModule;
  readonly #origins = new Map<Declaration, Origin>();
  /** Elements of patterns that take a value whole: `...rest`, `[first]`, a computed name. */
  readonly #taken = new Map<ts.BindingElement, Origin>();
  #paths: Mention[] = [];

  constructor(module: LoadedModule) {
    this.#module = module;
  }

  get names(): number {
    return this.#origins.size;
  }

  get paths(): readonly Mention[] {
    return this.#paths;
  }

  clear(): void {
    this.#paths = [];
  }

  /** Remembers what names stand for. */
  bind(name: ts.BindingName, origin: Origin): void {
    const holder = name.parent;
    if (ts.isIdentifier(name)) {
      if (ts.isParameter(holder) || ts.isVariableDeclaration(holder) || ts.isBindingElement(holder)) {
        this.#origins.set(holder, origin);
      }
      return;
    }
    for (const element of name.elements) {
      if (!ts.isBindingElement(element)) continue;
      const key = memberName(element);
      if (key === null || ts.isArrayBindingPattern(name)) this.#taken.set(element, origin);
      else this.bind(element.name, { ...origin, path: [...origin.path, key] });
    }
  }

  visit(root: ts.Node): void {
    walk(root, {
      enter: node => {
        if (ts.isTypeNode(node)) return false;
        if (ts.isBindingElement(node)) this.#mentionDestructured(node);
        if (ts.isIdentifier(node) && isReference(node)) this.#visitName(node);
        return true;
      },
    });
  }

  /** `{ plan }` reads `plan`, used or not. */
  #mentionDestructured(element: ts.BindingElement): void {
    const taken = this.#taken.get(element);
    const origin = taken ?? this.#origins.get(element);
    if (origin !== undefined) this.#mention(origin, element, taken !== undefined);
  }

  #visitName(name: ts.Identifier): void {
    const declaration = findDeclaration(name);
    const origin = declaration === undefined ? undefined : this.#origins.get(declaration);
    if (origin === undefined) return;
    const path = [...origin.path];
    let end: ts.Node = wrapped(name);
    for (let member = memberOf(end); member !== null; member = memberOf(end)) {
      path.push(member.name);
      end = wrapped(member.node);
    }
    this.#use({ ...origin, path }, name, end);
  }

  /** What becomes of the value at the end of a path. */
  #use(origin: Origin, name: ts.Node, end: ts.Node): void {
    const { parent } = end;
    if (ts.isVariableDeclaration(parent) && parent.initializer === end) {
      this.bind(parent.name, origin);
      if (ts.isIdentifier(parent.name)) this.#mention(origin, name, false, end);
      return;
    }
    this.#mention(origin, name, escapes(end), end);
  }

  #mention({ parameter, path }: Origin, at: ts.Node, isEscaping: boolean, end: ts.Node = at): void {
    const span = spanAt(this.#module.source, at.getStart(this.#module.ast), end.getEnd());
    this.#paths.push({ parameter, path, escapes: isEscaping, span });
  }
}

function memberName(element: ts.BindingElement): string | null {
  if (element.dotDotDotToken !== undefined) return null;
  const key = element.propertyName ?? element.name;
  return ts.isIdentifier(key) || ts.isStringLiteralLike(key) ? key.text : null;
}

/** The member that is read of a value, where its name is written out. */
function memberOf(value: ts.Node): { readonly node: ts.Expression; readonly name: string } | null {
  const { parent } = value;
  if (ts.isPropertyAccessExpression(parent) && parent.expression === value)
    return { node: parent, name: parent.name.text };
  if (!ts.isElementAccessExpression(parent) || parent.expression !== value) return null;
  const key = parent.argumentExpression;
  return ts.isStringLiteralLike(key) ? { node: parent, name: key.text } : null;
}

/** Whether a value is handed on, called, spread, or indexed by something computed. Comparing and computing only read. */
function escapes(value: ts.Node): boolean {
  const { parent } = value;
  if (ts.isElementAccessExpression(parent)) return parent.expression === value;
  if (ts.isBinaryExpression(parent)) {
    const { kind } = parent.operatorToken;
    const isAssigned = kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
    return isAssigned || LOGICAL.has(kind);
  }
  if (ts.isConditionalExpression(parent)) return parent.condition !== value;
  return !READING.some(reads => reads(parent));
}

const LOGICAL: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.CommaToken,
]);

const READING: readonly ((node: ts.Node) => boolean)[] = [
  ts.isTemplateSpan,
  ts.isPrefixUnaryExpression,
  ts.isTypeOfExpression,
  ts.isIfStatement,
  ts.isWhileStatement,
  ts.isExpressionStatement,
];
