import { basename } from "node:path";
import type { Diagnostic, Span } from "@flowline/ir";
import { ts } from "ts-morph";
import { diagnose } from "../diagnostics/definition.js";
import { discardedChain, syntaxError } from "../diagnostics/form.js";
import { listSourceFiles } from "./list-source-files.js";
import type { FlowFile, LoadedModule, LoadedProject } from "./loaded-project.js";
import { createModuleResolver, WORD_PACKAGES } from "./module-resolver.js";
import { Parser } from "./parser.js";
import type { SourceText } from "./source-text.js";
import { readSourceText, spanAt } from "./source-text.js";
import { WordTracer } from "./word-tracer.js";
import { isHeadWord } from "./words.js";

/** A file and where its imports lead, before it is parsed. */
interface Scanned {
  readonly source: SourceText;
  readonly imports: ReadonlyMap<string, string | null>;
}

/** Phase 1: reads the project's files, finds the flows by following imports, and parses what belongs to them. */
export async function loadProject(projectDir: string, configPath: string): Promise<LoadedProject> {
  const scanned = await scanFiles(projectDir, configPath);
  // Whatever reaches a word may be a flow; whatever a flow reaches belongs to it.
  const speakers = reach(
    [...scanned.values()].filter(importsWords).map(({ source }) => source.path),
    reverse(scanned),
  );
  const candidates = reach([configPath, ...speakers], forward(scanned));
  const parsed = parseModules([...candidates].sort().flatMap(path => scanned.get(path) ?? []));
  const tracer = new WordTracer(parsed);
  const spoken = [...parsed.values()].filter(({ source }) => speakers.has(source.path) && source.path !== configPath);
  const flows = spoken.flatMap(module => findFlow(module, tracer) ?? []);
  const belonging = reach([configPath, ...flows.map(({ path }) => path)], forward(scanned));
  const diagnostics = [...parsed.values()].flatMap(module =>
    belonging.has(module.source.path) || speakers.has(module.source.path)
      ? [...module.syntaxErrors, ...discardedChains(module, tracer)]
      : [],
  );
  const modules = new Map([...parsed].filter(([path]) => belonging.has(path)));
  const config = parsed.get(configPath);
  const configSpan = config === undefined ? null : findDefinition(config, tracer);
  return { projectDir, configPath, configSpan, modules, flows, diagnostics };
}

async function scanFiles(projectDir: string, configPath: string): Promise<ReadonlyMap<string, Scanned>> {
  const resolve = createModuleResolver(projectDir);
  const paths = new Set([configPath, ...(await listSourceFiles(projectDir))]);
  const scanned = new Map<string, Scanned>();
  for (const path of paths) {
    const source = await readSourceText(projectDir, path);
    const specifiers = ts.preProcessFile(source.text, true, true).importedFiles.map(({ fileName }) => fileName);
    const imports = new Map(specifiers.map(specifier => [specifier, inside(paths, resolve(specifier, source.path))]));
    scanned.set(source.path, { source, imports });
  }
  return scanned;
}

function inside(paths: ReadonlySet<string>, path: string | null): string | null {
  return path !== null && paths.has(path) ? path : null;
}

function importsWords({ imports }: Scanned): boolean {
  return [...imports.keys()].some(specifier => WORD_PACKAGES.has(specifier));
}

type Edges = (path: string) => readonly string[];

function forward(scanned: ReadonlyMap<string, Scanned>): Edges {
  return path => [...(scanned.get(path)?.imports.values() ?? [])].flatMap(target => target ?? []);
}

function reverse(scanned: ReadonlyMap<string, Scanned>): Edges {
  const importers = new Map<string, string[]>();
  for (const path of scanned.keys()) {
    for (const target of forward(scanned)(path)) importers.set(target, [...(importers.get(target) ?? []), path]);
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

/** A module and everything of the project that it imports, directly or not. */
export function importedBy(path: string, modules: LoadedProject["modules"]): readonly LoadedModule[] {
  const edges: Edges = from => [...(modules.get(from)?.imports.values() ?? [])].flatMap(target => target ?? []);
  return [...reach([path], edges)].flatMap(reached => modules.get(reached) ?? []);
}

function parseModules(scanned: readonly Scanned[]): ReadonlyMap<string, LoadedModule> {
  const parsed = new Parser().parse(scanned.map(({ source }) => source));
  return new Map(
    scanned.flatMap(({ source, imports }) => {
      const tree = parsed.get(source.path);
      if (tree === undefined) return [];
      const syntaxErrors = tree.syntaxErrors.map(({ start, end, problem }) =>
        diagnose(syntaxError, { problem }, { span: spanAt(source, start, end) }),
      );
      return [[source.path, { source, imports, ast: tree.ast, syntaxErrors }]];
    }),
  );
}

function findFlow(module: LoadedModule, tracer: WordTracer): FlowFile | null {
  const exported = defaultExport(module.ast);
  if (exported === null) return null;
  const origin = ts.isExportSpecifier(exported)
    ? tracer.traceExport(module, "default")
    : tracer.trace(exported, module);
  const isCertain = origin.kind === "chain" || (origin.kind === "word" && isHeadWord(origin.word));
  if (!isCertain && !(origin.kind === "unknown" && importsHead(module, tracer))) return null;
  const { path, file } = module.source;
  return {
    name: flowName(path),
    path,
    file,
    isCertain,
    span: spanAt(module.source, exported.getStart(), exported.getEnd()),
  };
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
function flowName(path: string): string {
  return basename(path)
    .replace(/\.[^.]+$/, "")
    .replace(/\.flow$/, "");
}

function defaultExport(ast: ts.SourceFile): ts.Expression | ts.ExportSpecifier | null {
  for (const statement of ast.statements) {
    if (ts.isExportAssignment(statement) && statement.isExportEquals !== true) return statement.expression;
    if (!ts.isExportDeclaration(statement) || statement.exportClause === undefined) continue;
    if (!ts.isNamedExports(statement.exportClause)) continue;
    const element = statement.exportClause.elements.find(({ name }) => name.text === "default");
    if (element !== undefined) return element;
  }
  return null;
}

/** The place of the word `defineProject`, else the beginning of the file. */
function findDefinition(module: LoadedModule, tracer: WordTracer): Span {
  const find = (node: ts.Node): Span | undefined => {
    if (ts.isCallExpression(node)) {
      const origin = tracer.trace(node.expression, module);
      if (origin.kind === "word" && origin.word === "defineProject") {
        return spanAt(module.source, node.expression.getStart(), node.expression.getEnd());
      }
    }
    return ts.forEachChild(node, find);
  };
  return find(module.ast) ?? spanAt(module.source, 0, 0);
}

function discardedChains(module: LoadedModule, tracer: WordTracer): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isExpressionStatement(node) && ts.isCallExpression(node.expression)) {
      const origin = tracer.trace(node.expression, module);
      const span = spanAt(module.source, node.expression.getStart(), node.expression.getEnd());
      if (origin.kind === "chain") found.push(diagnose(discardedChain, { word: origin.head }, { span }));
    }
    ts.forEachChild(node, visit);
  };
  visit(module.ast);
  return found;
}
