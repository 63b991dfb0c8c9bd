import type { Span } from "@flowline/ir";
import { diagnose } from "../diagnostics/definition.js";
import { syntaxError } from "../diagnostics/form.js";
import { checkChains } from "./check-chains.js";
import { findFlows } from "./find-flows.js";
import type { LoadedModule, LoadedProject } from "./loaded-project.js";
import { indexOf } from "./module-index.js";
import { nodeSpan } from "./node-span.js";
import { Parser } from "./parser.js";
import type { Scanned } from "./scan-files.js";
import { scanFiles, specifiersOf } from "./scan-files.js";
import type { SourceText } from "./source-text.js";
import { spanAt } from "./source-text.js";
import { WordTracer } from "./word-tracer.js";

/** Phase 1: reads the project's files, finds the flows by following imports, and parses what belongs to them. */
export async function loadProject(projectDir: string, configPath: string): Promise<LoadedProject> {
  const scanned = await scanFiles(projectDir, configPath);
  // Whatever reaches a word may be a flow; whatever a flow reaches belongs to it.
  const speakers = reach(
    [...scanned.values()].filter(({ speaks }) => speaks).map(({ source }) => source.path),
    reverse(scanned),
  );
  const candidates = reach([configPath, ...speakers], forward(scanned));
  const parsed = parseModules([...candidates].sort().flatMap(path => scanned.get(path) ?? []));
  const tracer = new WordTracer(parsed);
  // What lies around the project belongs to others, who have projects of their own.
  const spoken = [...parsed.values()].filter(
    ({ source }) => speakers.has(source.path) && source.path !== configPath && !source.file.startsWith("../"),
  );
  const flows = spoken.flatMap(module => findFlows(module, tracer) ?? []);
  const belonging = reach([configPath, ...flows.map(({ path }) => path)], forward(scanned));
  const spokenPaths = new Set(spoken.map(({ source }) => source.path));
  const relevant = [...parsed.values()].filter(
    ({ source }) => belonging.has(source.path) || spokenPaths.has(source.path),
  );
  const config = parsed.get(configPath);
  return Object.freeze({
    projectDir,
    configPath,
    configSpan: config === undefined ? null : findDefinition(config, tracer),
    modules: new Map([...parsed].filter(([path]) => belonging.has(path))),
    flows,
    diagnostics: relevant.flatMap(module => [...module.syntaxErrors, ...checkChains(module, tracer)]),
  });
}

/**
 * The project where only the texts of these flow files have changed, cut down to the flows that are made of them. Null where
 * more may be different than that: what is imported, which files hold flows.
 */
export function reloadFlows(loaded: LoadedProject, changed: ReadonlyMap<string, SourceText>): LoadedProject | null {
  const scanned: Scanned[] = [];
  for (const [path, source] of changed) {
    const before = loaded.modules.get(path);
    if (before === undefined || specifiersOf(source).join("\n") !== [...before.imports.keys()].join("\n")) return null;
    scanned.push({ source, imports: before.imports, packages: before.packages, speaks: true });
  }
  const modules = new Map([...loaded.modules, ...parseModules(scanned)]);
  const reaching = loaded.flows.filter(({ path }) =>
    importedBy(path, modules).some(({ source }) => changed.has(source.path)),
  );
  const tracer = new WordTracer(modules);
  const flows = reaching.flatMap(({ path }) => {
    const module = modules.get(path);
    return module === undefined ? [] : (findFlows(module, tracer) ?? []);
  });
  if (flows.length < reaching.length || [...changed.keys()].some(path => !flows.some(flow => flow.path === path))) {
    return null;
  }
  const belonging = new Map(
    [loaded.configPath, ...flows.map(({ path }) => path)].flatMap(path =>
      importedBy(path, modules).map(module => [module.source.path, module] as const),
    ),
  );
  const kept = new Map([...modules].filter(([path]) => belonging.has(path)));
  const diagnostics = [...kept.values()].flatMap(module => [...module.syntaxErrors, ...checkChains(module, tracer)]);
  return Object.freeze({ ...loaded, modules: kept, flows, diagnostics });
}

type Edges = (path: string) => readonly string[];

function forward(scanned: ReadonlyMap<string, Scanned>): Edges {
  return path => [...(scanned.get(path)?.imports.values() ?? [])].flatMap(target => target ?? []);
}

function reverse(scanned: ReadonlyMap<string, Scanned>): Edges {
  const importers = new Map<string, string[]>();
  for (const path of scanned.keys()) {
    for (const target of forward(scanned)(path)) {
      const known = importers.get(target);
      if (known === undefined) importers.set(target, [path]);
      else known.push(path);
    }
  }
  return path => importers.get(path) ?? [];
}

function reach(starts: readonly string[], edges: Edges): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [...starts];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    open.push(...edges(path));
  }
  return reached;
}

/** A module and everything that is read as source and that it imports, directly or not. */
export function importedBy(path: string, modules: LoadedProject["modules"]): readonly LoadedModule[] {
  const edges: Edges = from => [...(modules.get(from)?.imports.values() ?? [])].flatMap(target => target ?? []);
  return [...reach([path], edges)].flatMap(reached => modules.get(reached) ?? []);
}

/** Parses scanned files. */
export function parseModules(scanned: readonly Scanned[]): ReadonlyMap<string, LoadedModule> {
  const parsed = new Parser().parse(scanned.map(({ source }) => source));
  return new Map(
    scanned.flatMap(({ source, imports, packages }) => {
      const tree = parsed.get(source.path);
      if (tree === undefined) return [];
      const syntaxErrors = tree.syntaxErrors.map(({ start, end, problem }) =>
        diagnose(syntaxError, { problem }, { span: spanAt(source, start, end) }),
      );
      return [[source.path, { source, imports, packages, ast: tree.ast, syntaxErrors }]];
    }),
  );
}

/** The place of the word `defineProject`, else the beginning of the file. */
function findDefinition(module: LoadedModule, tracer: WordTracer): Span {
  const call = indexOf(module.ast).calls.find(candidate => {
    const origin = tracer.trace(candidate.expression, module);
    return origin.kind === "word" && origin.word === "defineProject";
  });
  return call === undefined ? spanAt(module.source, 0, 0) : nodeSpan(module, call.expression);
}
