import { dirname, join } from "node:path/posix";
import { findFlows } from "../../src/1-load/find-flows.js";
import { parseModules } from "../../src/1-load/load-project.js";
import type { LoadedModule } from "../../src/1-load/loaded-project.js";
import { WORD_PACKAGES } from "../../src/1-load/module-resolver.js";
import { createSourceText } from "../../src/1-load/source-text.js";
import { WordTracer } from "../../src/1-load/word-tracer.js";
import { readModules } from "../../src/2-read/read-project.js";
import type { LambdaSource, Reading, Site } from "../../src/2-read/reading.js";

const ROOT = "/p";

/** Modules by their file name, parsed, with imports that lead from one to the other. */
export function parseSources(sources: Readonly<Record<string, string>>): ReadonlyMap<string, LoadedModule> {
  const scanned = Object.entries(sources).map(([file, text]) => {
    const source = createSourceText(ROOT, join(ROOT, file), text);
    const specifiers = Array.from(text.matchAll(/(?:from|import) "([^"]+)"/g), match => match[1] ?? "");
    const targets = specifiers.map((specifier): [string, string | null] => {
      const target = join(dirname(file), specifier).replace(/\.js$/, ".ts");
      return [specifier, target in sources ? join(ROOT, target) : null];
    });
    const speaks = specifiers.some(specifier => WORD_PACKAGES.has(specifier));
    return { source, imports: new Map(targets), packages: new Map(), speaks };
  });
  return parseModules(scanned);
}

/** What phase 2 reads of some modules. Every file that exports a flow is run. */
export function readSources(sources: Readonly<Record<string, string>>): Reading {
  return readParsed(parseSources(sources));
}

/** The same for modules that are parsed already. */
export function readParsed(modules: ReadonlyMap<string, LoadedModule>): Reading {
  const tracer = new WordTracer(modules);
  const roots = new Map(
    [...modules.values()].flatMap(module => {
      const names = new Set(findFlows(module, tracer)?.exports.map(({ exportName }) => exportName));
      return names.size === 0 ? [] : [[module.source.path, (name: string) => names.has(name)] as const];
    }),
  );
  return readModules({ projectDir: ROOT, modules }, { roots, prefix: "", keepsBodies: false });
}

/** The function that begins with a text. */
export function lambdaAt(reading: Reading, sources: Readonly<Record<string, string>>, begins: string): LambdaSource {
  const found = [...reading.lambdas.values()].find(({ file, span }) => {
    return sources[file]?.slice(span.start.offset, span.end.offset).startsWith(begins);
  });
  if (found === undefined) throw new Error(`No function begins with ${begins}.`);
  return found;
}

/** The words of the calls that were found, in the order of the text. */
export function wordsOf(reading: Reading): readonly string[] {
  return [...reading.sites.values()].toSorted(byPlace).map(({ word }) => word);
}

function byPlace(left: Site, right: Site): number {
  return left.span.start.offset - right.span.start.offset;
}
