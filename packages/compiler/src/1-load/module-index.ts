import { ts } from "ts-morph";
import { isReference } from "./declarations.js";
import { walk } from "./walk.js";

/** The nodes of a module that matter, in the order of the text. Types are left out. */
export interface ModuleIndex {
  readonly calls: readonly ts.CallExpression[];
  /** Identifiers that stand for a value. */
  readonly references: readonly ts.Identifier[];
  readonly statements: readonly ts.ExpressionStatement[];
}

const known = new WeakMap<ts.SourceFile, ModuleIndex>();

/** Looks through a module once, for all who ask. */
export function indexOf(ast: ts.SourceFile): ModuleIndex {
  const before = known.get(ast);
  if (before !== undefined) return before;
  const calls: ts.CallExpression[] = [];
  const references: ts.Identifier[] = [];
  const statements: ts.ExpressionStatement[] = [];
  walk(ast, {
    enter: node => {
      if (ts.isIdentifier(node)) {
        if (isReference(node)) references.push(node);
      } else if (ts.isCallExpression(node)) calls.push(node);
      else if (ts.isExpressionStatement(node)) statements.push(node);
      return !isTypeOnly(node);
    },
  });
  const index = { calls, references, statements };
  known.set(ast, index);
  return index;
}

/** Whether nothing of a node is there when the module runs. */
function isTypeOnly(node: ts.Node): boolean {
  return ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node);
}
