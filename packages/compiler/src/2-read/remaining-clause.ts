import { ts } from "ts-morph";

/**
 * An import or export statement without the names that fall away: empty where none remains, null where all do. A
 * statement without names is kept, it is there for what it does.
 */
export function remainingClause(
  statement: ts.ImportDeclaration | ts.ExportDeclaration,
  unused: ReadonlySet<ts.Node>,
): string | null {
  return ts.isImportDeclaration(statement) ? remainingImport(statement, unused) : remainingExport(statement, unused);
}

function remainingImport(
  { importClause, moduleSpecifier }: ts.ImportDeclaration,
  unused: ReadonlySet<ts.Node>,
): string | null {
  if (importClause === undefined || importClause.isTypeOnly) return null;
  const all = namesOf(importClause);
  const kept = all.filter(({ node }) => !unused.has(node));
  if (kept.length === all.length) return null;
  if (kept.length === 0) return "";
  const named = kept.filter(({ node }) => ts.isImportSpecifier(node)).map(({ text }) => text);
  const whole = kept.filter(({ node }) => !ts.isImportSpecifier(node)).map(({ text }) => text);
  const parts = [...whole, ...(named.length === 0 ? [] : [`{${named.join(",")}}`])];
  return `import ${parts.join(",")} from ${moduleSpecifier.getText()};`;
}

interface ImportedName {
  readonly node: ts.ImportClause | ts.ImportSpecifier | ts.NamespaceImport;
  readonly text: string;
}

function namesOf(clause: ts.ImportClause): readonly ImportedName[] {
  const { name, namedBindings: bindings } = clause;
  const own = name === undefined ? [] : [{ node: clause, text: name.text }];
  if (bindings === undefined) return own;
  const named = ts.isNamespaceImport(bindings) ? [bindings] : [...bindings.elements];
  return [...own, ...named.map(node => ({ node, text: node.getText() }))];
}

function remainingExport(statement: ts.ExportDeclaration, unused: ReadonlySet<ts.Node>): string | null {
  const clause = statement.exportClause;
  if (statement.isTypeOnly || clause === undefined || !ts.isNamedExports(clause)) return null;
  const kept = clause.elements.filter(element => !unused.has(element));
  if (kept.length === clause.elements.length) return null;
  if (kept.length === 0) return "";
  const from = statement.moduleSpecifier === undefined ? "" : ` from ${statement.moduleSpecifier.getText()}`;
  return `export {${kept.map(element => element.getText()).join(",")}}${from};`;
}
