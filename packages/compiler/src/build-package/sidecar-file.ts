import { basename, join, posix } from "node:path";
import type { JourneySidecar } from "../1-load/journey-package.js";
import { sidecarOf } from "../1-load/journey-package.js";
import { importedBy } from "../1-load/load-project.js";
import type { LoadedModule } from "../1-load/loaded-project.js";
import { WordTracer } from "../1-load/word-tracer.js";
import type { Reading } from "../2-read/reading.js";
import type { BuiltFile } from "./bundle-package.js";
import { exportNames } from "./export-names.js";
import type { PackageEntry } from "./read-package.js";

/** What a sidecar is made of. */
export interface SidecarOptions {
  readonly folder: string;
  readonly modules: ReadonlyMap<string, LoadedModule>;
  readonly reading: Reading;
  /** What comes before each number. */
  readonly package: string;
}

/** What source alone tells of a module and of all that it imports within its package. */
export function sidecarFile(
  { source, output }: PackageEntry,
  { folder, modules, reading, package: prefix }: SidecarOptions,
): BuiltFile {
  const files = new Set(importedBy(source, modules).map(module => module.source.file));
  const sidecar: JourneySidecar = {
    format: 1,
    package: prefix.replace(/:$/, ""),
    root: posix.relative(posix.dirname(output), "."),
    program: `${basename(output).replace(/\.m?js$/, "")}.flow.js`,
    exports: Object.fromEntries(journeysOf(source, modules)),
    sites: [...reading.sites].filter(([, { file }]) => files.has(file)),
    lambdas: [...reading.lambdas].filter(([, { file }]) => files.has(file)),
  };
  const text = JSON.stringify(sidecar, (_, value: unknown) => (value instanceof Map ? [...value] : value));
  return { path: sidecarOf(join(folder, output)), contents: `${text}\n` };
}

function journeysOf(
  source: string,
  modules: ReadonlyMap<string, LoadedModule>,
): readonly (readonly [string, "journey" | "chain"])[] {
  const module = modules.get(source);
  if (module === undefined) return [];
  const tracer = new WordTracer(modules);
  return exportNames(module, modules).flatMap((name): readonly (readonly [string, "journey" | "chain"])[] => {
    const { kind } = tracer.traceExport(module, name);
    return kind === "journey" || kind === "chain" ? [[name, kind]] : [];
  });
}
