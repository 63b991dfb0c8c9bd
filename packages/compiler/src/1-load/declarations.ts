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

/**
 * The declaration that a name means at its place, by lexical scope alone. Undefined for globals. `var` is taken as
 * scoped to its block, which is how people write it.
 */
export function findDeclaration(identifier: ts.Identifier): Declaration | undefined {
  for (let scope: ts.Node | undefined = identifier.parent; scope !== undefined; scope = scope.parent) {
    const found = declarationsOf(scope).find(declaration => declaration.name?.getText() === identifier.text);
    if (found !== undefined) return found;
  }
  return undefined;
}

function declarationsOf(scope: ts.Node): readonly Declaration[] {
  if (ts.isSourceFile(scope) || ts.isBlock(scope) || ts.isCaseOrDefaultClause(scope)) {
    return scope.statements.flatMap(declarationsOfStatement);
  }
  if (ts.isFunctionLike(scope)) {
    const own = ts.isFunctionExpression(scope) ? [scope] : [];
    return [...own, ...scope.parameters.flatMap(parameter => (ts.isParameter(parameter) ? namesIn(parameter) : []))];
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

function declarationsOfStatement(statement: ts.Statement): readonly Declaration[] {
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
