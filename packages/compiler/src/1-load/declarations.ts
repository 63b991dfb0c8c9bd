import { ts } from "ts-morph";

/** What a name may stand for. */
export type Declaration =
  | ts.VariableDeclaration
  | ts.BindingElement
  | ts.ParameterDeclaration
  | ts.FunctionDeclaration
  | ts.FunctionExpression
  | ts.ClassDeclaration
  | ts.EnumDeclaration
  | ts.ImportClause
  | ts.ImportSpecifier
  | ts.NamespaceImport;

/** The names that each scope declares, kept because every name of a module asks for those of the module. */
const known = new WeakMap<ts.Node, ReadonlyMap<string, Declaration>>();

/**
 * The declaration that a name means at its place, by lexical scope alone. Undefined for globals. `var` is taken as
 * scoped to its block, which is how people write it.
 */
export function findDeclaration(identifier: ts.Identifier): Declaration | undefined {
  for (let scope: ts.Node | undefined = identifier.parent; scope !== undefined; scope = scope.parent) {
    const found = declaredIn(scope)?.get(identifier.text);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The names that a scope declares itself; undefined for nodes that are none. */
export function declaredIn(scope: ts.Node): ReadonlyMap<string, Declaration> | undefined {
  if (!isScope(scope)) return undefined;
  const before = known.get(scope);
  if (before !== undefined) return before;
  const names = new Map<string, Declaration>();
  for (const declaration of declarationsOf(scope)) {
    const { name } = declaration;
    if (name !== undefined && ts.isIdentifier(name) && !names.has(name.text)) names.set(name.text, declaration);
  }
  known.set(scope, names);
  return names;
}

function isScope(node: ts.Node): boolean {
  return (
    ts.isSourceFile(node) ||
    ts.isBlock(node) ||
    ts.isCaseOrDefaultClause(node) ||
    ts.isFunctionLike(node) ||
    ts.isForStatement(node) ||
    ts.isForOfStatement(node) ||
    ts.isForInStatement(node) ||
    ts.isCatchClause(node)
  );
}

function declarationsOf(scope: ts.Node): readonly Declaration[] {
  if (ts.isSourceFile(scope) || ts.isBlock(scope) || ts.isCaseOrDefaultClause(scope)) {
    return scope.statements.flatMap(declarationsOfStatement);
  }
  if (ts.isFunctionLike(scope)) {
    const own = ts.isFunctionExpression(scope) ? [scope] : [];
    // A function's own name gives way to a parameter of that name.
    return [...scope.parameters.flatMap(parameter => (ts.isParameter(parameter) ? namesIn(parameter) : [])), ...own];
  }
  if (ts.isForStatement(scope) || ts.isForOfStatement(scope) || ts.isForInStatement(scope)) {
    const { initializer } = scope;
    return initializer !== undefined && ts.isVariableDeclarationList(initializer)
      ? initializer.declarations.flatMap(namesIn)
      : [];
  }
  if (ts.isCatchClause(scope)) return scope.variableDeclaration === undefined ? [] : namesIn(scope.variableDeclaration);
  return [];
}

/** What a statement declares in the scope that it stands in. */
export function declarationsOfStatement(statement: ts.Statement): readonly Declaration[] {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.flatMap(namesIn);
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement)) {
    return [statement];
  }
  if (ts.isImportDeclaration(statement)) return importedNames(statement);
  return [];
}

function importedNames(statement: ts.ImportDeclaration): readonly Declaration[] {
  const clause = statement.importClause;
  if (clause === undefined) return [];
  const bindings = clause.namedBindings;
  const named = bindings === undefined ? [] : ts.isNamespaceImport(bindings) ? [bindings] : [...bindings.elements];
  return clause.name === undefined ? named : [clause, ...named];
}

/** The names that a declaration or a destructuring pattern introduces. */
export function namesIn(
  declaration: ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement,
): readonly Declaration[] {
  const { name } = declaration;
  if (ts.isIdentifier(name)) return [declaration];
  return name.elements.flatMap(element => (ts.isBindingElement(element) ? namesIn(element) : []));
}

/** Whether an identifier stands for a value, rather than naming a property, a label or a declaration. */
export function isReference(identifier: ts.Identifier): boolean {
  const { parent } = identifier;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === identifier;
  if (ts.isPropertyAssignment(parent)) return parent.initializer === identifier;
  if (isInitialized(parent)) return parent.initializer === identifier;
  if (ts.isExportSpecifier(parent)) return (parent.propertyName ?? parent.name) === identifier;
  if (ts.isArrowFunction(parent)) return parent.body === identifier;
  return !NAMING.some(names => names(parent));
}

function isInitialized(
  node: ts.Node,
): node is
  | ts.BindingElement
  | ts.VariableDeclaration
  | ts.ParameterDeclaration
  | ts.PropertyDeclaration
  | ts.EnumMember {
  return (
    ts.isBindingElement(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isEnumMember(node)
  );
}

/** Nodes whose own identifiers are names. */
const NAMING: readonly ((node: ts.Node) => boolean)[] = [
  ts.isImportSpecifier,
  ts.isImportClause,
  ts.isNamespaceImport,
  ts.isFunctionLike,
  ts.isClassLike,
  ts.isEnumDeclaration,
  ts.isLabeledStatement,
  ts.isBreakOrContinueStatement,
  ts.isQualifiedName,
  ts.isTypeReferenceNode,
];
