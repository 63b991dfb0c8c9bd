import { ts } from "ts-morph";
import { findExports } from "../1-load/find-exports.js";
import type { LoadedModule } from "../1-load/loaded-project.js";
import { WordTracer } from "../1-load/word-tracer.js";

type Modules = ReadonlyMap<string, LoadedModule>;

/** The names that a module exports, those of `export *` from other files included. */
export function exportNames(module: LoadedModule, modules: Modules): readonly string[] {
  const tracer = new WordTracer(modules);
  const names = new Set<string>();
  const seen = new Set<LoadedModule>();
  const open = [module];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    for (const { exportName } of findExports(next, tracer)) {
      // `export *` leaves the default out.
      if (next === module || exportName !== "default") names.add(exportName);
    }
    open.push(...starTargets(next, modules));
  }
  return [...names].sort();
}

function starTargets({ ast, imports }: LoadedModule, modules: Modules): readonly LoadedModule[] {
  return ast.statements.flatMap(statement => {
    if (!ts.isExportDeclaration(statement) || statement.exportClause !== undefined) return [];
    const specifier = statement.moduleSpecifier;
    const path = specifier !== undefined && ts.isStringLiteral(specifier) ? imports.get(specifier.text) : null;
    return modules.get(path ?? "") ?? [];
  });
}
