import type { Diagnostic } from "@flowline/ir";
import { ts } from "ts-morph";
import { diagnose } from "../diagnostics/definition.js";
import { discardedChain, exportedTwice, notExported } from "../diagnostics/form.js";
import { findDeclaration, isReference } from "./declarations.js";
import { findExports } from "./find-exports.js";
import type { LoadedModule } from "./loaded-project.js";
import { spanAt } from "./source-text.js";
import { findAll } from "./walk.js";
import type { WordTracer } from "./word-tracer.js";

/** Chains that come to nothing: thrown away, or never exported; and those that would be two flows at once. */
export function checkChains(module: LoadedModule, tracer: WordTracer): readonly Diagnostic[] {
  return [...discardedChains(module, tracer), ...forgottenChains(module, tracer), ...doubleExports(module, tracer)];
}

function discardedChains(module: LoadedModule, tracer: WordTracer): readonly Diagnostic[] {
  return findAll(module.ast, ts.isExpressionStatement).flatMap(({ expression }) => {
    if (!ts.isCallExpression(expression)) return [];
    const origin = tracer.trace(expression, module);
    if (origin.kind !== "chain") return [];
    const span = spanAt(module.source, expression.getStart(), expression.getEnd());
    return [diagnose(discardedChain, { begins: origin.begins }, { span })];
  });
}

/** Constants of the module that hold a chain which nothing ever mentions again. */
function forgottenChains(module: LoadedModule, tracer: WordTracer): readonly Diagnostic[] {
  const held = module.ast.statements.flatMap(statement => {
    if (!ts.isVariableStatement(statement) || isExported(statement)) return [];
    return statement.declarationList.declarations.filter(
      ({ name, initializer }) =>
        ts.isIdentifier(name) && initializer !== undefined && tracer.trace(initializer, module).kind === "chain",
    );
  });
  if (held.length === 0) return [];
  const names = findAll(module.ast, ts.isIdentifier).filter(isReference);
  const mentioned = new Set<ts.Node | undefined>(names.map(findDeclaration));
  return held
    .filter(declaration => !mentioned.has(declaration))
    .map(({ name }) => {
      const span = spanAt(module.source, name.getStart(), name.getEnd());
      return diagnose(notExported, { name: name.getText() }, { span });
    });
}

function isExported(statement: ts.VariableStatement): boolean {
  return statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

/** One chain under two names. */
function doubleExports(module: LoadedModule, tracer: WordTracer): readonly Diagnostic[] {
  const first = new Map<ts.Node, { readonly exportName: string; readonly node: ts.Node }>();
  return findExports(module, tracer).flatMap(({ exportName, node, origin, isPassedOn }) => {
    const declaration = origin.kind === "chain" && !isPassedOn ? exportedDeclaration(node) : undefined;
    if (declaration === undefined) return [];
    const before = first.get(declaration);
    if (before === undefined) {
      first.set(declaration, { exportName, node });
      return [];
    }
    const place = (at: ts.Node) => spanAt(module.source, at.getStart(), at.getEnd());
    const related = [{ message: `It is exported as "${before.exportName}" here.`, span: place(before.node) }];
    return [diagnose(exportedTwice, { exportName, other: before.exportName }, { span: place(node), related })];
  });
}

function exportedDeclaration(node: ts.Node): ts.Node | undefined {
  if (ts.isExportSpecifier(node)) {
    const inner = node.propertyName ?? node.name;
    return ts.isIdentifier(inner) ? findDeclaration(inner) : undefined;
  }
  return ts.isIdentifier(node) ? findDeclaration(node) : undefined;
}
