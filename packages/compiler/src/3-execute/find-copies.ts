import { dirname, relative, sep } from "node:path";
import type { Diagnostic } from "@flowline/ir";
import { ts } from "ts-morph";
import type { LoadedModule, LoadedProject } from "../1-load/loaded-project.js";
import { nodeSpan } from "../1-load/node-span.js";
import { spanAt } from "../1-load/source-text.js";
import { twoCopies } from "../diagnostics/build.js";
import { diagnose } from "../diagnostics/definition.js";
import type { ImportGraph } from "./bundle.js";

const LANGUAGE = "@flowline/dsl";

/**
 * Finds imports that lead to another copy of the language than the project file's. Chains of both would be taken for
 * flows, with two versions of what the words mean.
 */
export function findCopies(
  { modules, configPath, projectDir }: LoadedProject,
  imports: ImportGraph,
): readonly Diagnostic[] {
  const usual = copiesBehind(configPath, imports)[0];
  const reached = new Map<string, readonly string[]>();
  const found: Diagnostic[] = [];
  for (const [path, module] of modules) {
    for (const { written, path: target } of imports.get(path) ?? []) {
      // A file of the project is looked at for itself.
      if (modules.has(target)) continue;
      const copies = written === LANGUAGE ? [target] : (reached.get(target) ?? copiesBehind(target, imports));
      reached.set(target, copies);
      const other = copies.find(copy => copy !== usual);
      if (usual === undefined || other === undefined) continue;
      const places = { written, usual: folderOf(usual, projectDir), other: folderOf(other, projectDir) };
      found.push(diagnose(twoCopies, places, { span: spanOfImport(module, written) }));
    }
  }
  return found;
}

/** The copies of the language that a file leads to. */
function copiesBehind(path: string, imports: ImportGraph): readonly string[] {
  const copies = new Set<string>();
  const seen = new Set<string>();
  const open = [path];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    for (const { written, path: target } of imports.get(next) ?? []) {
      if (written === LANGUAGE) copies.add(target);
      else open.push(target);
    }
  }
  return [...copies].sort();
}

/** The folder of a copy, as people know it: from the project, or from the package that brings it. */
function folderOf(copy: string, projectDir: string): string {
  const parts = copy.split(sep);
  const last = parts.lastIndexOf("node_modules");
  if (last === -1) return relative(projectDir, dirname(copy)).split(sep).join("/");
  const before = parts.lastIndexOf("node_modules", last - 1);
  return parts.slice(before === -1 ? last : before + 1, last + 3).join("/");
}

function spanOfImport({ ast, source }: LoadedModule, written: string): Diagnostic["span"] {
  for (const statement of ast.statements) {
    const isFrom = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement);
    const specifier = isFrom ? statement.moduleSpecifier : undefined;
    if (specifier !== undefined && ts.isStringLiteral(specifier) && specifier.text === written) {
      return nodeSpan({ ast, source }, specifier);
    }
  }
  return spanAt(source, 0, 0);
}
