import { ts } from "ts-morph";
import { findDeclaration } from "./declarations.js";
import type { FunctionNode } from "./function-node.js";
import { isFunctionNode, resultsOf } from "./function-node.js";
import type { JourneyPackage } from "./journey-package.js";
import type { LoadedModule } from "./loaded-project.js";
import { indexOf } from "./module-index.js";
import { WORD_PACKAGES } from "./module-resolver.js";
import type { PlaceInCall } from "./place-in-call.js";
import { placeOf } from "./place-in-call.js";
import { unwrap, wrapped } from "./unwrap.js";
import { isHeadWord, isLinkWord, roleAt } from "./words.js";

/** What an expression comes from, as far as names and imports tell. */
export type Origin =
  /** An export of our package, or a word that the project gives: `send`. */
  | { readonly kind: "word"; readonly word: string }
  /** `import * as flowline`, or the value of `defineProject(...)`: its properties are words. */
  | { readonly kind: "words" }
  /** The value of a head or link: its methods are links. `begins` is how it begins, for people: `send()`, `b`. */
  | { readonly kind: "chain"; readonly begins: string }
  | { readonly kind: "link"; readonly word: string; readonly begins: string }
  /** The value of `journey(...)`: calling it gives a chain. */
  | { readonly kind: "journey" }
  /** A function of the project; calling it gives what it returns. */
  | { readonly kind: "function"; readonly node: FunctionNode; readonly module: LoadedModule }
  /** An object literal, or all that a module exports: its members are known. */
  | { readonly kind: "object"; readonly node: ts.ObjectLiteralExpression; readonly module: LoadedModule }
  | { readonly kind: "namespace"; readonly module: LoadedModule }
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
  readonly #handed = new Map<ts.Node, ReadonlyMap<ts.Node, readonly PlaceInCall[]>>();

  constructor(modules: ReadonlyMap<string, LoadedModule>) {
    this.#modules = modules;
  }

  /** What an expression of this module comes from. */
  trace(expression: ts.Expression, module: LoadedModule): Origin {
    // A chain is as deep as it is long, so its links are traced from the head on.
    const spine: ts.Expression[] = [];
    for (
      let inner: ts.Expression | null = expression;
      inner !== null && !this.#known.has(inner);
      inner = below(inner)
    ) {
      spine.push(inner);
    }
    let origin = this.#known.get(expression) ?? UNKNOWN;
    for (const inner of spine.reverse()) {
      // Set before looking, so that a circle of declarations ends.
      this.#known.set(inner, UNKNOWN);
      origin = this.#traceAnew(inner, module);
      this.#known.set(inner, origin);
    }
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
    if (ts.isPropertyAccessExpression(inner))
      return this.#property(this.trace(inner.expression, module), inner.name.text);
    if (ts.isObjectLiteralExpression(inner)) return { kind: "object", node: inner, module };
    if (ts.isCallExpression(inner)) return this.#traceCall(inner, module);
    if (isFunctionNode(inner)) return { kind: "function", node: inner, module };
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
    if (isFunctionNode(declaration)) return { kind: "function", node: declaration, module };
    if (ts.isParameter(declaration)) return this.#traceParameter(declaration, module);
    if (ts.isImportSpecifier(declaration)) {
      return this.#traceImport(declaration, (declaration.propertyName ?? declaration.name).text, module);
    }
    if (ts.isImportClause(declaration)) return this.#traceImport(declaration, "default", module);
    if (ts.isNamespaceImport(declaration)) return this.#traceImport(declaration, null, module);
    return UNKNOWN;
  }

  /** The builder that an arm is given. */
  #traceParameter(parameter: ts.ParameterDeclaration, module: LoadedModule): Origin {
    const fn = parameter.parent;
    if (!isFunctionNode(fn) || !ts.isIdentifier(parameter.name)) return UNKNOWN;
    const index = fn.parameters.indexOf(parameter);
    const isBuilder = this.placesOf(fn, module).some(({ call, path }) => {
      const word = this.wordOf(call, module);
      // `build` of a journey is given a builder behind the configuration.
      if (word === "journey") return path.join(".") === "0.build" && index === 1;
      return word !== null && roleAt(word, path) === "arm" && index === 0;
    });
    return isBuilder ? { kind: "chain", begins: parameter.name.text } : UNKNOWN;
  }

  /** Where a function is handed to calls of its own module: in place, or by its name. */
  placesOf(fn: FunctionNode, module: LoadedModule): readonly PlaceInCall[] {
    const place = placeOf(fn);
    if (place !== null) return [place];
    const holder = ts.isFunctionDeclaration(fn) ? fn : wrapped(fn).parent;
    return this.#handedIn(module).get(holder) ?? [];
  }

  #handedIn({ ast }: LoadedModule): ReadonlyMap<ts.Node, readonly PlaceInCall[]> {
    const before = this.#handed.get(ast);
    if (before !== undefined) return before;
    const handed = new Map<ts.Node, PlaceInCall[]>();
    this.#handed.set(ast, handed);
    for (const name of indexOf(ast).references) {
      const place = placeOf(ts.isShorthandPropertyAssignment(name.parent) ? name.parent : name);
      const declaration = place === null ? undefined : findDeclaration(name);
      if (place !== null && declaration !== undefined) {
        handed.set(declaration, [...(handed.get(declaration) ?? []), place]);
      }
    }
    return handed;
  }

  /** The word that a call calls, where names tell. */
  wordOf(call: ts.CallExpression, module: LoadedModule): string | null {
    const origin = this.trace(call.expression, module);
    if (origin.kind === "word") return origin.word;
    return origin.kind === "link" && isLinkWord(origin.word) ? origin.word : null;
  }

  #traceBinding(element: ts.BindingElement, module: LoadedModule): Origin {
    const pattern = element.parent;
    const owner = pattern.parent;
    if (!ts.isObjectBindingPattern(pattern) || !ts.isVariableDeclaration(owner) || owner.initializer === undefined)
      return UNKNOWN;
    const name = element.propertyName ?? element.name;
    return ts.isIdentifier(name) ? this.#property(this.trace(owner.initializer, module), name.text) : UNKNOWN;
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
    if (target === undefined) return exportOfPackage(module.packages.get(specifier), name);
    return name === null ? { kind: "namespace", module: target } : this.traceExport(target, name);
  }

  #traceCall(call: ts.CallExpression, module: LoadedModule): Origin {
    const callee = this.trace(call.expression, module);
    if (callee.kind === "word") {
      if (callee.word === "defineProject") return { kind: "words" };
      if (callee.word === "journey") return { kind: "journey" };
      return isHeadWord(callee.word) ? { kind: "chain", begins: `${callee.word}()` } : UNKNOWN;
    }
    if (callee.kind === "link") return { kind: "chain", begins: callee.begins };
    if (callee.kind === "journey") return { kind: "chain", begins: call.expression.getText() };
    const made = callee.kind === "function" ? this.#either(resultsOf(callee.node), callee.module) : UNKNOWN;
    if (made.kind !== "unknown") return made;
    // A function that gets a chain most likely gives one: `ending(send("hi"))`.
    const given = call.arguments.map(argument => this.trace(argument, module)).find(isChain);
    return given ?? (callee.kind === "foreign" ? FOREIGN : UNKNOWN);
  }

  #property(of: Origin, name: string): Origin {
    switch (of.kind) {
      case "words":
        return { kind: "word", word: name };
      case "chain":
        return { kind: "link", word: name, begins: of.begins };
      case "namespace":
        return this.traceExport(of.module, name);
      case "object":
        return this.#member(of.node, name, of.module);
      case "foreign":
        return FOREIGN;
      default:
        return UNKNOWN;
    }
  }

  #member(object: ts.ObjectLiteralExpression, name: string, module: LoadedModule): Origin {
    const member = object.properties.find(
      property => property.name !== undefined && textOfName(property.name) === name,
    );
    if (member === undefined) return UNKNOWN;
    if (ts.isPropertyAssignment(member)) return this.trace(member.initializer, module);
    if (ts.isShorthandPropertyAssignment(member)) return this.#traceName(member.name, module);
    return ts.isMethodDeclaration(member) ? { kind: "function", node: member, module } : UNKNOWN;
  }

  /** What one of several expressions is: a chain if any is, else something only where there is no choice. */
  #either(expressions: readonly ts.Expression[], module: LoadedModule): Origin {
    const origins = expressions.map(expression => this.trace(expression, module));
    const chain = origins.find(isChain);
    if (chain !== undefined) return chain;
    return origins.length === 1 || origins.every(({ kind }) => kind === "foreign") ? (origins[0] ?? UNKNOWN) : UNKNOWN;
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
      return exportedName(statement) === name ? { kind: "function", node: statement, module } : null;
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

/** What a built package exports; `flow build` has noted what its journeys are. */
function exportOfPackage(found: JourneyPackage | undefined, name: string | null): Origin {
  const kind = name === null ? undefined : found?.sidecar.exports[name];
  if (kind === "journey") return { kind: "journey" };
  return kind === "chain" ? { kind: "chain", begins: name ?? "" } : FOREIGN;
}

function textOfName(name: ts.PropertyName): string | null {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : null;
}

function exportedName(statement: ts.FunctionDeclaration): string | undefined {
  const isDefault = ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
  return isDefault ? "default" : statement.name?.text;
}

/** What an expression is traced through: the callee of a call, the receiver of a member. */
function below(expression: ts.Expression): ts.Expression | null {
  const inner = unwrap(expression);
  if (inner !== expression) return inner;
  return ts.isCallExpression(inner) || ts.isPropertyAccessExpression(inner) ? inner.expression : null;
}

function findBound(bound: ts.BindingName, name: string): ts.Identifier | undefined {
  if (ts.isIdentifier(bound)) return bound.text === name ? bound : undefined;
  for (const element of bound.elements) {
    const found = ts.isBindingElement(element) ? findBound(element.name, name) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
