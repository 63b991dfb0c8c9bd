import { basename } from "node:path";
import { ts } from "ts-morph";
import type { FoundExport } from "./find-exports.js";
import { findExports } from "./find-exports.js";
import type { FlowExport, FlowFile, LoadedModule } from "./loaded-project.js";
import { nodeSpan } from "./node-span.js";
import type { WordTracer } from "./word-tracer.js";
import { isHeadWord } from "./words.js";

/** The exports of a file that may be flows, or null where there are none. */
export function findFlows(module: LoadedModule, tracer: WordTracer): FlowFile | null {
  const mayMakeChains = importsHead(module, tracer);
  const { path, file } = module.source;
  const exports = findExports(module, tracer).flatMap((found): FlowExport[] => {
    const isCertain = isFlow(found);
    if (!isCertain && !(found.origin.kind === "unknown" && mayMakeChains)) return [];
    // A file that gathers the flows of others has none of its own; a default export is meant to be one.
    if (found.isPassedOn && found.exportName !== "default") return [];
    const { exportName, node } = found;
    const name = exportName === "default" ? baseName(path) : kebabCase(exportName);
    return [{ exportName, name, isCertain, span: nodeSpan(module, node) }];
  });
  return exports.length === 0 ? null : { path, file, exports };
}

function isFlow({ exportName, origin }: FoundExport): boolean {
  if (origin.kind === "chain") return true;
  // A word without its call is a slip, but handing words on by name is not.
  return origin.kind === "word" && exportName === "default" && isHeadWord(origin.word);
}

/** Whether the file imports a word that begins a chain: what it exports may then be one, however it is made. */
function importsHead(module: LoadedModule, tracer: WordTracer): boolean {
  return module.ast.statements.some(statement => {
    const bindings = ts.isImportDeclaration(statement) ? statement.importClause?.namedBindings : undefined;
    if (bindings === undefined || !ts.isNamedImports(bindings)) return false;
    return bindings.elements.some(({ name }) => {
      const origin = tracer.trace(name, module);
      return origin.kind === "word" && isHeadWord(origin.word);
    });
  });
}

/** The file's base name without extension, and without `.flow` where people like to write it. */
function baseName(path: string): string {
  return basename(path)
    .replace(/\.[^.]+$/, "")
    .replace(/\.flow$/, "");
}

/** `productSync` becomes `product-sync`. */
export function kebabCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1-$2")
    .replaceAll("_", "-")
    .toLowerCase();
}
