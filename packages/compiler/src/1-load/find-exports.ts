import { ts } from "ts-morph";
import { findDeclaration } from "./declarations.js";
import type { LoadedModule } from "./loaded-project.js";
import type { Origin, WordTracer } from "./word-tracer.js";

/** Something that a module exports. */
export interface FoundExport {
  /** `default`, or the name under which it is exported. */
  readonly exportName: string;
  /** The expression or the name that is exported. */
  readonly node: ts.Node;
  readonly origin: Origin;
  /** Whether it is handed on from another file of the project, where it is an export already. */
  readonly isPassedOn: boolean;
}

/** What a module exports as a value, the default first. `export *` is left out: it only ever passes on. */
export function findExports(module: LoadedModule, tracer: WordTracer): readonly FoundExport[] {
  const found = module.ast.statements.flatMap(statement => exportsOf(statement, module, tracer));
  return found.toSorted((left, right) => rank(left) - rank(right));
}

function rank({ exportName }: FoundExport): number {
  return exportName === "default" ? 0 : 1;
}

function exportsOf(statement: ts.Statement, module: LoadedModule, tracer: WordTracer): readonly FoundExport[] {
  if (ts.isExportAssignment(statement)) {
    if (statement.isExportEquals === true) return [];
    const node = statement.expression;
    return [{ exportName: "default", node, origin: tracer.trace(node, module), isPassedOn: false }];
  }
  if (ts.isExportDeclaration(statement)) return namedIn(statement, module, tracer);
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
  if (ts.isVariableStatement(statement)) {
    const names = statement.declarationList.declarations.flatMap(({ name }) => boundNames(name));
    return names.map(node => {
      return { exportName: node.text, node, origin: tracer.traceExport(module, node.text), isPassedOn: false };
    });
  }
  if (!ts.isFunctionDeclaration(statement) && !ts.isClassDeclaration(statement)) return [];
  const isDefault = modifiers.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
  const exportName = isDefault ? "default" : (statement.name?.text ?? "default");
  const origin: Origin = ts.isFunctionDeclaration(statement)
    ? { kind: "function", node: statement, module }
    : { kind: "foreign" };
  return [{ exportName, node: statement.name ?? statement, origin, isPassedOn: false }];
}

function namedIn(statement: ts.ExportDeclaration, module: LoadedModule, tracer: WordTracer): readonly FoundExport[] {
  const clause = statement.exportClause;
  if (statement.isTypeOnly || clause === undefined || !ts.isNamedExports(clause)) return [];
  return clause.elements.flatMap(element => {
    if (element.isTypeOnly) return [];
    const exportName = element.name.text;
    const inner = element.propertyName ?? element.name;
    const declaration = ts.isIdentifier(inner) ? findDeclaration(inner) : undefined;
    const isImported =
      declaration !== undefined && (ts.isImportSpecifier(declaration) || ts.isImportClause(declaration));
    const isPassedOn = statement.moduleSpecifier !== undefined || isImported;
    return [{ exportName, node: element, origin: tracer.traceExport(module, exportName), isPassedOn }];
  });
}

function boundNames(name: ts.BindingName): readonly ts.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap(element => (ts.isBindingElement(element) ? boundNames(element.name) : []));
}
