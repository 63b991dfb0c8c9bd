import type { Diagnostic } from "@flowline/ir";
import { ts } from "ts-morph";
import { diagnose } from "../diagnostics/definition.js";
import { discardedChain, exportedTwice, notExported } from "../diagnostics/form.js";
import { checkImports } from "./check-imports.js";
import { findDeclaration } from "./declarations.js";
import { findExports } from "./find-exports.js";
import { isFunctionNode } from "./function-node.js";
import type { LoadedModule } from "./loaded-project.js";
import { indexOf } from "./module-index.js";
import { nodeSpan } from "./node-span.js";
import type { WordTracer } from "./word-tracer.js";
import { roleAt } from "./words.js";

/** Words that there are not; chains that come to nothing: thrown away, or never exported; and those that would be two flows at once. */
export function checkChains(module: LoadedModule, tracer: WordTracer): readonly Diagnostic[] {
  return [
    ...checkImports(module),
    ...discardedChains(module, tracer),
    ...forgottenChains(module, tracer),
    ...doubleExports(module, tracer),
  ];
}

function discardedChains(module: LoadedModule, tracer: WordTracer): readonly Diagnostic[] {
  return indexOf(module.ast).statements.flatMap(({ expression }) => {
    if (!ts.isCallExpression(expression)) return [];
    const origin = tracer.trace(expression, module);
    if (origin.kind !== "chain" || isInBody(expression, module, tracer)) return [];
    const span = nodeSpan(module, expression);
    return [diagnose(discardedChain, { begins: origin.begins }, { span })];
  });
}

/** A chain in a body is wrong for another reason, which phase 2 tells. */
function isInBody(node: ts.Node, module: LoadedModule, tracer: WordTracer): boolean {
  for (let above = node.parent; above !== undefined; above = above.parent) {
    const places = isFunctionNode(above) ? tracer.placesOf(above, module) : [];
    const isBody = places.some(({ call, path }) => roleAt(tracer.wordOf(call, module) ?? "", path) === "body");
    if (isBody) return true;
  }
  return false;
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
  const mentioned = new Set<ts.Node | undefined>(indexOf(module.ast).references.map(findDeclaration));
  return held
    .filter(declaration => !mentioned.has(declaration))
    .map(({ name }) => {
      const span = nodeSpan(module, name);
      return diagnose(notExported, { name: name.getText(module.ast) }, { span });
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
    const place = (at: ts.Node) => nodeSpan(module, at);
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
