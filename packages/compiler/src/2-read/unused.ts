import { ts } from "ts-morph";
import type { Declaration } from "../1-load/declarations.js";
import { declarationsOfStatement, findDeclaration } from "../1-load/declarations.js";
import { declarationOfSpecifier, findExported, hasModifier } from "../1-load/find-exported.js";
import { isFunctionNode } from "../1-load/function-node.js";
import type { LoadedModule, LoadedProject } from "../1-load/loaded-project.js";
import { indexOf } from "../1-load/module-index.js";
import { unwrap } from "../1-load/unwrap.js";
import type { Body } from "./bodies.js";

/**
 * What falls away with the bodies: imports, constants and functions of modules that nothing uses but bodies, and
 * functions that nothing uses at all. A flow may import a database pool for its handlers, and is built without it.
 *
 * A thing falls away when every use of it stands in a body, or in something that falls away itself. What a module
 * exports is used where other modules use it; what is used nowhere stays, unless it is a function, which does nothing
 * by itself. Statements that do something (`register()`) stay, with all that they use, if anything imports their module.
 */
export function findUnused(
  { modules, roots }: UnusedOptions,
  bodies: ReadonlyMap<string, ReadonlyMap<ts.Node, Body>>,
): ReadonlySet<ts.Node> {
  const units = new Units(modules);
  const sound = [...modules].filter(([, { syntaxErrors }]) => syntaxErrors.length === 0);
  for (const [path, module] of sound) units.add(module, bodies.get(path) ?? new Map());
  for (const [path, module] of sound) units.connect(module, roots.get(path));
  return units.unused();
}

/** The modules, and what is asked of them from outside. */
export interface UnusedOptions {
  readonly modules: LoadedProject["modules"];
  /** The modules that are run for themselves, with the exports that are asked for. */
  readonly roots: ReadonlyMap<string, Asked>;
}

/** Whether an export is asked for. */
export type Asked = (exportName: string) => boolean;

/** A statement, one name of an import or export, or a module: what falls away as a whole. */
interface Unit {
  readonly node: ts.Node;
  readonly uses: Use[];
  /** Whether it does nothing by itself, so that it may go where nobody uses it. */
  readonly isIdle: boolean;
}

/** `by` is the unit that uses; null is the world outside. */
interface Use {
  readonly by: Unit | null;
  readonly isBody: boolean;
}

type NamedUnit = ts.ImportClause | ts.ImportSpecifier | ts.NamespaceImport | ts.ExportSpecifier;

class Units {
  readonly #modules: LoadedProject["modules"];
  readonly #units = new Map<ts.Node, Unit>();

  constructor(modules: LoadedProject["modules"]) {
    this.#modules = modules;
  }

  add({ ast, source }: LoadedModule, bodies: ReadonlyMap<ts.Node, Body>): void {
    this.#create(ast, true);
    for (const statement of ast.statements) {
      // Types use imports as well, and TypeScript leaves out what only they use.
      const isIdle = ts.isImportDeclaration(statement) ? /tsx?$/.test(source.path) : isInert(statement);
      for (const node of unitsOf(statement)) this.#create(node, isIdle || ts.isExportSpecifier(node));
    }
    for (const statement of ast.statements) {
      if (this.#units.has(statement) && !isInert(statement)) this.#use(ast, statement);
    }
    for (const name of indexOf(ast).references) this.#addUse(name, bodies);
  }

  #create(node: ts.Node, isIdle: boolean): void {
    this.#units.set(node, { node, uses: [], isIdle });
  }

  #use(used: ts.Node, by: ts.Node | null, isBody = false): void {
    const user = by === null ? null : this.#units.get(by);
    if (user !== undefined) this.#units.get(used)?.uses.push({ by: user, isBody });
  }

  /** What a name at its place uses, and who it is that uses it there. */
  #addUse(name: ts.Identifier, bodies: ReadonlyMap<ts.Node, Body>): void {
    const used = topLevelUnit(findDeclaration(name));
    if (used === null) return;
    let isBody = false;
    let by: ts.Node = name;
    for (; !ts.isSourceFile(by) && !(ts.isStatement(by) && this.#units.has(by)); by = by.parent) {
      isBody ||= bodies.has(by);
      if (ts.isExportDeclaration(by)) return;
    }
    // Recursion is no use.
    if (used !== by) this.#use(used, by, isBody);
  }

  /** Adds the uses that cross modules, and those from outside. */
  connect(module: LoadedModule, asked: Asked | undefined): void {
    if (asked !== undefined) this.#use(module.ast, null);
    for (const statement of module.ast.statements) {
      if (ts.isImportDeclaration(statement)) this.#connectImport(statement, module);
      else if (ts.isExportDeclaration(statement)) this.#connectExport(statement, module, asked);
      else if (asked !== undefined && exportedNames(statement).some(asked)) this.#use(statement, null);
    }
  }

  #connectImport(statement: ts.ImportDeclaration, module: LoadedModule): void {
    const target = this.#targetOf(statement.moduleSpecifier, module);
    if (target === undefined) return;
    const names = declarationsOfStatement(statement);
    if (names.length === 0) this.#use(target.ast, module.ast);
    for (const name of names) {
      this.#use(target.ast, name);
      const imported = ts.isImportSpecifier(name) ? (name.propertyName ?? name.name).text : "default";
      const all = ts.isNamespaceImport(name) ? target.ast.statements : [];
      for (const used of all) this.#use(used, name);
      for (const exported of findExported(target, imported, this.#modules)) this.#useExported(exported, name);
    }
  }

  #connectExport(statement: ts.ExportDeclaration, module: LoadedModule, asked: Asked | undefined): void {
    const target = this.#targetOf(statement.moduleSpecifier, module);
    if (target !== undefined && elementsOf(statement).length === 0) this.#use(target.ast, module.ast);
    for (const element of elementsOf(statement)) {
      if (target !== undefined) this.#use(target.ast, element);
      if (asked?.(element.name.text)) this.#use(element, null);
      const declared = topLevelUnit(declarationOfSpecifier(element));
      if (declared !== null) this.#use(declared, element);
      if (target === undefined) continue;
      const inner = (element.propertyName ?? element.name).text;
      for (const exported of findExported(target, inner, this.#modules)) this.#useExported(exported, element);
    }
  }

  #useExported(exported: Declaration | ts.ExportSpecifier, by: ts.Node): void {
    const unit = ts.isExportSpecifier(exported) ? exported : topLevelUnit(exported);
    if (unit !== null) this.#use(unit, by);
  }

  #targetOf(specifier: ts.Expression | undefined, module: LoadedModule): LoadedModule | undefined {
    if (specifier === undefined || !ts.isStringLiteral(specifier)) return undefined;
    return this.#modules.get(module.imports.get(specifier.text) ?? "");
  }

  unused(): ReadonlySet<ts.Node> {
    const unused = new Set<ts.Node>();
    for (let before = -1; before < unused.size; ) {
      before = unused.size;
      for (const unit of this.#units.values()) {
        if (!unused.has(unit.node) && isUnused(unit, unused)) unused.add(unit.node);
      }
    }
    return unused;
  }
}

function isUnused({ node, uses, isIdle }: Unit, unused: ReadonlySet<ts.Node>): boolean {
  if (unused.has(node.getSourceFile())) return true;
  if (uses.length === 0) return isIdle;
  return uses.every(({ by, isBody }) => isBody || (by !== null && unused.has(by.node)));
}

function isImported(node: ts.Node): node is Exclude<NamedUnit, ts.ExportSpecifier> {
  return ts.isImportClause(node) || ts.isImportSpecifier(node) || ts.isNamespaceImport(node);
}

/** An imported or exported name falls away by itself; everything else with its statement. */
function unitsOf(statement: ts.Statement): ReadonlySet<ts.Node> {
  if (ts.isExportDeclaration(statement)) return new Set(elementsOf(statement));
  const declarations = declarationsOfStatement(statement);
  return new Set(declarations.map(declaration => (isImported(declaration) ? declaration : statement)));
}

/** The unit of a declaration at the top of its module, else null. */
function topLevelUnit(declaration: Declaration | undefined): ts.Node | null {
  if (declaration === undefined) return null;
  if (isImported(declaration)) return declaration;
  const statement = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : outermost(declaration);
  return ts.isStatement(statement) && ts.isSourceFile(statement.parent) ? statement : null;
}

/** The statement of a name in a pattern, or of a function or class. */
function outermost(declaration: Declaration): ts.Node {
  if (!ts.isBindingElement(declaration)) return declaration;
  const variable = ts.findAncestor(declaration, node => !ts.isBindingElement(node) && !isPattern(node));
  return variable !== undefined && ts.isVariableDeclaration(variable) ? variable.parent.parent : declaration;
}

function isPattern(node: ts.Node): boolean {
  return ts.isObjectBindingPattern(node) || ts.isArrayBindingPattern(node);
}

function elementsOf({ exportClause }: ts.ExportDeclaration): readonly ts.ExportSpecifier[] {
  return exportClause !== undefined && ts.isNamedExports(exportClause) ? exportClause.elements : [];
}

/** Whether a statement defines functions, or plain values made of them, and does nothing else. */
function isInert(statement: ts.Statement): boolean {
  if (ts.isFunctionDeclaration(statement)) return true;
  if (!ts.isVariableStatement(statement)) return false;
  return statement.declarationList.declarations.every(
    ({ name, initializer }) => ts.isIdentifier(name) && initializer !== undefined && isPlain(initializer),
  );
}

function isPlain(expression: ts.Expression): boolean {
  const inner = unwrap(expression);
  if (ts.isArrayLiteralExpression(inner)) return inner.elements.every(isPlain);
  if (!ts.isObjectLiteralExpression(inner)) {
    return isFunctionNode(inner) || ts.isIdentifier(inner) || ts.isLiteralExpression(inner);
  }
  return inner.properties.every(property => {
    if (property.name !== undefined && ts.isComputedPropertyName(property.name)) return false;
    if (ts.isPropertyAssignment(property)) return isPlain(property.initializer);
    return ts.isShorthandPropertyAssignment(property) || ts.isMethodDeclaration(property);
  });
}

function exportedNames(statement: ts.Statement): readonly string[] {
  if (!hasModifier(statement, ts.SyntaxKind.ExportKeyword)) return [];
  if (hasModifier(statement, ts.SyntaxKind.DefaultKeyword)) return ["default"];
  return declarationsOfStatement(statement).flatMap(({ name }) => (name && ts.isIdentifier(name) ? [name.text] : []));
}
