import { ts } from "ts-morph";
import type { Declaration } from "./declarations.js";
import { declarationsOfStatement, findDeclaration } from "./declarations.js";
import type { LoadedModule } from "./loaded-project.js";

type Modules = ReadonlyMap<string, LoadedModule>;

/** What stands behind a name that a module exports: its declarations, and the places that pass it on. */
export type Exported = Declaration | ts.ExportSpecifier;

/** Follows an exported name through the files that pass it on. Nothing for names that lead out of the modules. */
export function findExported(module: LoadedModule, name: string, modules: Modules): readonly Exported[] {
  return find(module, name, { modules, seen: new Set() });
}

interface Search {
  readonly modules: Modules;
  readonly seen: Set<LoadedModule>;
}

function find(module: LoadedModule, name: string, search: Search): readonly Exported[] {
  if (search.seen.has(module)) return [];
  search.seen.add(module);
  return module.ast.statements.flatMap((statement): readonly Exported[] => {
    if (ts.isExportDeclaration(statement)) return throughExport(statement, name, { module, search });
    if (!hasModifier(statement, ts.SyntaxKind.ExportKeyword)) return [];
    const declarations = declarationsOfStatement(statement);
    if (hasModifier(statement, ts.SyntaxKind.DefaultKeyword)) return name === "default" ? declarations : [];
    return declarations.filter(declaration => declaration.name?.getText() === name);
  });
}

function throughExport(
  { exportClause, moduleSpecifier }: ts.ExportDeclaration,
  name: string,
  { module, search }: { readonly module: LoadedModule; readonly search: Search },
): readonly Exported[] {
  const follow = (inner: string): readonly Exported[] => {
    const isText = moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier);
    const target = search.modules.get(isText ? (module.imports.get(moduleSpecifier.text) ?? "") : "");
    return target === undefined ? [] : find(target, inner, search);
  };
  if (exportClause === undefined) return name === "default" ? [] : follow(name);
  if (!ts.isNamedExports(exportClause)) return [];
  const element = exportClause.elements.find(candidate => candidate.name.text === name);
  if (element === undefined) return [];
  return [element, ...(moduleSpecifier === undefined ? [] : follow((element.propertyName ?? element.name).text))];
}

/** The declaration that `export { name }` names in its own module. */
export function declarationOfSpecifier({ propertyName, name, parent }: ts.ExportSpecifier): Declaration | undefined {
  const inner = propertyName ?? name;
  const isLocal = parent.parent.moduleSpecifier === undefined && ts.isIdentifier(inner);
  return isLocal ? findDeclaration(inner) : undefined;
}

/** Whether a statement has `export`, `default` or the like in front of it. */
export function hasModifier(statement: ts.Statement, modifier: ts.SyntaxKind): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  return modifiers?.some(({ kind }) => kind === modifier) ?? false;
}
