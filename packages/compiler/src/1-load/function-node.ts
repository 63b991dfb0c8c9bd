import { ts } from "ts-morph";
import { walk } from "./walk.js";

/** A function whose text can be read and whose identity can be registered. */
export type FunctionNode = ts.ArrowFunction | ts.FunctionExpression | ts.FunctionDeclaration | ts.MethodDeclaration;

/** Whether a node is a function that a value can be. */
export function isFunctionNode(node: ts.Node): node is FunctionNode {
  return (
    ts.isArrowFunction(node) ||
    ts.isFunctionExpression(node) ||
    ts.isFunctionDeclaration(node) ||
    (ts.isMethodDeclaration(node) && ts.isObjectLiteralExpression(node.parent))
  );
}

/** The expressions that a function may return. */
export function resultsOf({ body }: FunctionNode): readonly ts.Expression[] {
  if (body === undefined) return [];
  if (!ts.isBlock(body)) return [body];
  const results: ts.Expression[] = [];
  walk(body, {
    enter: node => {
      if (ts.isReturnStatement(node) && node.expression !== undefined) results.push(node.expression);
      return !ts.isFunctionLike(node);
    },
  });
  return results;
}
