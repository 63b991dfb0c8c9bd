import type { Diagnostic, SiteNumber } from "@flowline/ir";
import type { LoadedProject } from "../1-load/loaded-project.js";
import { WordTracer } from "../1-load/word-tracer.js";
import { findBodies } from "./bodies.js";
import { CallWords } from "./call-words.js";
import { instrument } from "./instrument.js";
import { LambdaReader } from "./lambda-reader.js";
import { readModule } from "./read-module.js";
import type { InstrumentedModule, LambdaSource, Reading, Site } from "./reading.js";
import type { Asked } from "./unused.js";
import { findUnused } from "./unused.js";

/** Phase 2: numbers every call and every function of the project's modules, and reads what source alone can tell. */
export function readProject(loaded: LoadedProject): Reading {
  const { configPath, flows } = loaded;
  const roots = new Map<string, Asked>([[configPath, () => true]]);
  for (const { path, exports } of flows) {
    const names = new Set(exports.map(({ exportName }) => exportName));
    roots.set(path, name => names.has(name));
  }
  const reading = readModules(loaded, { roots, prefix: "", keepsBodies: false });
  const sites = new Map(reading.sites);
  const lambdas = new Map(reading.lambdas);
  for (const module of loaded.modules.values()) {
    for (const { sidecar } of module.packages.values()) {
      for (const [number, site] of sidecar.sites) sites.set(number, site);
      for (const [number, lambda] of sidecar.lambdas) lambdas.set(number, lambda);
    }
  }
  return Object.freeze({ ...reading, sites, lambdas });
}

/** How modules are read. */
export interface ReadOptions {
  /** The modules that are run for themselves, and what is asked of them. */
  readonly roots: ReadonlyMap<string, Asked>;
  /** What comes before each number. */
  readonly prefix: string;
  /** Whether bodies stay where they are, with all that they use. */
  readonly keepsBodies: boolean;
}

/** The same for any modules. Numbers are those of a module's own text, so that a change leaves other modules alone. */
export function readModules(
  { projectDir, modules }: Pick<LoadedProject, "projectDir" | "modules">,
  { roots, prefix, keepsBodies }: ReadOptions,
): Reading {
  const tracer = new WordTracer(modules);
  const lambdaReader = new LambdaReader(tracer);
  const sound = [...modules].filter(([, { syntaxErrors }]) => syntaxErrors.length === 0);
  const words = new Map(sound.map(([path, module]) => [path, new CallWords(module, tracer)]));
  const found = new Map(
    sound.map(([path, module]) => [path, findBodies(module, tracer, words.get(path) ?? new CallWords(module, tracer))]),
  );
  const unused = keepsBodies ? new Set<never>() : findUnused({ modules, roots }, found);
  const sites = new Map<SiteNumber, Site>();
  const lambdas = new Map<SiteNumber, LambdaSource>();
  const instrumented = new Map<string, InstrumentedModule>();
  const diagnostics: Diagnostic[] = [];
  for (const [path, module] of sound) {
    // Nothing that is built imports it any more.
    if (unused.has(module.ast)) continue;
    const context = { bodies: found.get(path) ?? new Map(), lambdas: lambdaReader, unused, keepsBodies, prefix };
    const reading = readModule(module, { ...context, words: words.get(path) ?? new CallWords(module, tracer) });
    for (const [number, site] of reading.sites) sites.set(number, site);
    for (const [number, lambda] of reading.lambdas) lambdas.set(number, lambda);
    diagnostics.push(...reading.diagnostics);
    instrumented.set(path, instrument(module.source, reading.insertions, projectDir));
  }
  return Object.freeze({ sites, lambdas, modules: instrumented, diagnostics });
}
