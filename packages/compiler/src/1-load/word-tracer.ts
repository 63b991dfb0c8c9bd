import { ts } from "ts-morph";
import { findDeclaration } from "./declarations.js";
import type { LoadedModule } from "./loaded-project.js";
import { WORD_PACKAGES } from "./module-resolver.js";
import { isHeadWord } from "./words.js";

/** What an expression comes from, as far as names and imports tell. */
export type Origin =
  /** An export of our package, or a word that the project gives: `send`. */
  | { readonly kind: "word"; readonly word: string }
  /** `import * as flowline`, or the value of `defineProject(...)`: its properties are words. */
  | { readonly kind: "words" }
  /** The value of a head or link: its methods are links. */
  | { readonly kind: "chain"; readonly head: string }
  | { readonly kind: "link"; readonly word: string; readonly head: string }
  /** A function of the project; calling it gives what it returns. */
  | { readonly kind: "function"; readonly results: readonly ts.Expression[]; readonly module: LoadedModule }
  /** It comes from another package or from JavaScript itself. */
  | { readonly kind: "foreign" }
  /** A parameter, an element of a list, ...: names do not tell. */
  | { readonly kind: "unknown" };

const UNKNOWN: Origin = { kind: "unknown" };
const FOREIGN: Origin = { kind: "foreign" };

/** Follows names through declarations, imports and calls, across the project's files. Never evaluates anything. */
export class WordTracer {
  readonly #modules: ReadonlyMap<string, LoadedModule>;
  readonly #known = new Map<ts.Node, Origin>();

  constructor(modules: ReadonlyMap<string, LoadedModule>) {
    this.#modules = modules;
  }

  /** What an expression of this module comes from. */
  trace(expression: ts.Expression, module: LoadedModule): Origin {
    const known = this.#known.get(expression);
    if (known !== undefined) return known;
    // Set before looking, so that a circle of declarations ends.
    this.#known.set(expression, UNKNOWN);
    const origin = this.#traceAnew(expression, module);
    this.#known.set(expression, origin);
    return origin;
  }

  /** What a module exports under a name. */
  traceExport(module: LoadedModule, name: string): Origin {
    for (const statement of module.ast.statements) {
      const origin = this.#exportOf(statement, name, module);
      if (origin !== null) return origin;
    }
    return UNKNOWN;
  }

  #traceAnew(expression: ts.Expression, module: LoadedModule): Origin {
    const inner = unwrap(expression);
    if (inner !== expression) return this.trace(inner, module);
    if (ts.isIdentifier(inner)) return this.#traceName(inner, module);
    if (ts.isPropertyAccessExpression(inner)) return property(this.trace(inner.expression, module), inner.name.text);
    if (ts.isCallExpression(inner)) return this.#traceCall(inner, module);
    if (ts.isArrowFunction(inner) || ts.isFunctionExpression(inner))
      return { kind: "function", results: resultsOf(inner), module };
    if (ts.isConditionalExpression(inner)) return this.#either([inner.whenTrue, inner.whenFalse], module);
    return UNKNOWN;
  }

  #traceName(name: ts.Identifier, module: LoadedModule): Origin {
    const declaration = findDeclaration(name);
    if (declaration === undefined) return FOREIGN;
    if (ts.isVariableDeclaration(declaration)) {
      return declaration.initializer === undefined ? UNKNOWN : this.trace(declaration.initializer, module);
    }
    if (ts.isBindingElement(declaration)) return this.#traceBinding(declaration, module);
    if (ts.isFunctionDeclaration(declaration)) return { kind: "function", results: resultsOf(declaration), module };
    if (ts.isImportSpecifier(declaration)) {
      return this.#traceImport(declaration, (declaration.propertyName ?? declaration.name).text, module);
    }
    if (ts.isImportClause(declaration)) return this.#traceImport(declaration, "default", module);
    if (ts.isNamespaceImport(declaration)) return this.#traceImport(declaration, null, module);
    return UNKNOWN;
  }

  #traceBinding(element: ts.BindingElement, module: LoadedModule): Origin {
    const pattern = element.parent;
    const owner = pattern.parent;
    if (!ts.isObjectBindingPattern(pattern) || !ts.isVariableDeclaration(owner) || owner.initializer === undefined)
      return UNKNOWN;
    const name = element.propertyName ?? element.name;
    return ts.isIdentifier(name) ? property(this.trace(owner.initializer, module), name.text) : UNKNOWN;
  }

  #traceImport(
    node: ts.ImportClause | ts.ImportSpecifier | ts.NamespaceImport,
    name: string | null,
    module: LoadedModule,
  ): Origin {
    const statement = ts.findAncestor(node, ts.isImportDeclaration);
    if (statement === undefined || !ts.isStringLiteral(statement.moduleSpecifier)) return UNKNOWN;
    return this.#traceModule(statement.moduleSpecifier.text, name, module);
  }

  #traceModule(specifier: string, name: string | null, module: LoadedModule): Origin {
    if (WORD_PACKAGES.has(specifier)) return name === null ? { kind: "words" } : { kind: "word", word: name };
    const target = this.#modules.get(module.imports.get(specifier) ?? "");
    if (target === undefined) return FOREIGN;
    return name === null ? UNKNOWN : this.traceExport(target, name);
  }

  #traceCall(call: ts.CallExpression, module: LoadedModule): Origin {
    const callee = this.trace(call.expression, module);
    if (callee.kind === "word") {
      if (callee.word === "defineProject") return { kind: "words" };
      return isHeadWord(callee.word) ? { kind: "chain", head: callee.word } : UNKNOWN;
    }
    if (callee.kind === "link") return { kind: "chain", head: callee.head };
    const made = callee.kind === "function" ? this.#either(callee.results, callee.module) : UNKNOWN;
    if (made.kind !== "unknown") return made;
    // A function that gets a chain most likely gives one: `ending(send("hi"))`.
    const given = call.arguments.map(argument => this.trace(argument, module)).find(isChain);
    return given ?? (callee.kind === "foreign" ? FOREIGN : UNKNOWN);
  }

  #either(expressions: readonly ts.Expression[], module: LoadedModule): Origin {
    const origins = expressions.map(expression => this.trace(expression, module));
    return origins.find(isChain) ?? origins[0] ?? UNKNOWN;
  }

  #exportOf(statement: ts.Statement, name: string, module: LoadedModule): Origin | null {
    if (ts.isExportAssignment(statement)) return name === "default" ? this.trace(statement.expression, module) : null;
    if (ts.isExportDeclaration(statement)) return this.#reExportOf(statement, name, module);
    if (
      !ts.canHaveModifiers(statement) ||
      !ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
    ) {
      return null;
    }
    if (ts.isFunctionDeclaration(statement)) {
      return statement.name?.text === name ? { kind: "function", results: resultsOf(statement), module } : null;
    }
    if (!ts.isVariableStatement(statement)) return null;
    const found = statement.declarationList.declarations.map(({ name: bound }) => findBound(bound, name)).find(Boolean);
    return found === undefined ? null : this.#traceName(found, module);
  }

  #reExportOf(statement: ts.ExportDeclaration, name: string, module: LoadedModule): Origin | null {
    const specifier = statement.moduleSpecifier;
    const from = specifier !== undefined && ts.isStringLiteral(specifier) ? specifier.text : null;
    const clause = statement.exportClause;
    if (clause === undefined) {
      if (from === null || name === "default") return null;
      const origin = this.#traceModule(from, name, module);
      return origin.kind === "unknown" ? null : origin;
    }
    if (!ts.isNamedExports(clause)) return null;
    const element = clause.elements.find(candidate => candidate.name.text === name);
    const inner = element === undefined ? undefined : (element.propertyName ?? element.name);
    if (inner === undefined) return null;
    if (from !== null) return this.#traceModule(from, inner.text, module);
    return ts.isIdentifier(inner) ? this.#traceName(inner, module) : null;
  }
}

function isChain(origin: Origin): boolean {
  return origin.kind === "chain";
}

/** The expression without parentheses and types. */
export function unwrap(expression: ts.Expression): ts.Expression {
  if (
    ts.isParenthesizedExpression(expression) ||
    ts.isAsExpression(expression) ||
    ts.isSatisfiesExpression(expression) ||
    ts.isNonNullExpression(expression) ||
    ts.isTypeAssertionExpression(expression)
  ) {
    return unwrap(expression.expression);
  }
  return expression;
}

function property(of: Origin, name: string): Origin {
  if (of.kind === "words") return { kind: "word", word: name };
  if (of.kind === "chain") return { kind: "link", word: name, head: of.head };
  return of.kind === "foreign" ? FOREIGN : UNKNOWN;
}

/** The expressions that a function may return. */
function resultsOf(fn: ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction): readonly ts.Expression[] {
  const { body } = fn;
  if (body === undefined) return [];
  if (!ts.isBlock(body)) return [body];
  const results: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return;
    if (ts.isReturnStatement(node) && node.expression !== undefined) results.push(node.expression);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(body, visit);
  return results;
}

function findBound(bound: ts.BindingName, name: string): ts.Identifier | undefined {
  if (ts.isIdentifier(bound)) return bound.text === name ? bound : undefined;
  for (const element of bound.elements) {
    const found = ts.isBindingElement(element) ? findBound(element.name, name) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
