import type { ts } from "ts-morph";
import type { LambdaScope } from "./lambda-scope.js";
import type { SourceExpression } from "./source-expression.js";

/** Reads one expression of a lambda. Null where it could not; the scope then holds the reason. */
export type Read = (node: ts.Expression, scope: LambdaScope) => SourceExpression | null;

/** The lambda being read, and how its parts are read. */
export interface Reader {
  readonly scope: LambdaScope;
  readonly read: Read;
}

/** All of some expressions, or null where one could not be read. Each is looked at, for its own findings. */
export function readAll(nodes: readonly ts.Expression[], { scope, read }: Reader): readonly SourceExpression[] | null {
  const trees = nodes.map(node => read(node, scope));
  const known = trees.flatMap(tree => tree ?? []);
  return known.length < trees.length ? null : known;
}
