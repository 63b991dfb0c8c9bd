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
/** What each name was found to mean: several readers ask, and the way up may be long. */
const found = new WeakMap<ts.Identifier, { readonly declaration: Declaration | undefined }>();

/**
 * The declaration that a name means at its place, by lexical scope alone. Undefined for globals. `var` is taken as
 * scoped to its block, which is how people write it.
 */
export function findDeclaration(identifier: ts.Identifier): Declaration | undefined {
  const before = found.get(identifier);
  if (before !== undefined) return before.declaration;
  const declaration = findAbove(identifier);
  found.set(identifier, { declaration });
  return declaration;
}

function findAbove(identifier: ts.Identifier): Declaration | undefined {
  for (let scope: ts.Node | undefined = identifier.parent; scope !== undefined; scope = scope.parent) {
    const declaration = SCOPES.has(scope.kind) ? declaredIn(scope).get(identifier.text) : undefined;
    if (declaration !== undefined) return declaration;
  }
  return undefined;
}

const SCOPES: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.SourceFile,
  ts.SyntaxKind.Block,
  ts.SyntaxKind.CaseClause,
  ts.SyntaxKind.DefaultClause,
  ts.SyntaxKind.ArrowFunction,
  ts.SyntaxKind.FunctionExpression,
  ts.SyntaxKind.FunctionDeclaration,
  ts.SyntaxKind.MethodDeclaration,
  ts.SyntaxKind.Constructor,
  ts.SyntaxKind.GetAccessor,
  ts.SyntaxKind.SetAccessor,
  ts.SyntaxKind.ForStatement,
  ts.SyntaxKind.ForOfStatement,
  ts.SyntaxKind.ForInStatement,
  ts.SyntaxKind.CatchClause,
]);

function declaredIn(scope: ts.Node): ReadonlyMap<string, Declaration> {
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
function namesIn(
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
