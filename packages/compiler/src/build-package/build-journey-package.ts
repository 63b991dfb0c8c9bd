import { mkdir, realpath, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { Diagnostic } from "@flowline/ir";
import { listSourceFiles } from "../1-load/list-source-files.js";
import { importedBy, parseModules } from "../1-load/load-project.js";
import type { LoadedModule } from "../1-load/loaded-project.js";
import { scanFrom } from "../1-load/scan-files.js";
import { packagePrefix } from "../2-read/instrumentation.js";
import { readModules } from "../2-read/read-project.js";
import { packageNotBuilt } from "../diagnostics/build.js";
import { diagnose } from "../diagnostics/definition.js";
import { sortDiagnostics } from "../diagnostics/sort-diagnostics.js";
import type { BuiltFile } from "./bundle-package.js";
import { bundlePackage } from "./bundle-package.js";
import type { PackageInfo } from "./read-package.js";
import { readPackage } from "./read-package.js";
import { sidecarFile } from "./sidecar-file.js";

/** A package of journeys to be built. */
export interface BuildPackageOptions {
  /** The folder that holds its `package.json`. */
  readonly packageDir: string;
}

/** What building a package gives. Where there are errors, nothing has been written. */
export interface BuildPackageResult {
  readonly diagnostics: readonly Diagnostic[];
  /** Absolute paths of what was written, sorted. */
  readonly files: readonly string[];
}

/**
 * Builds a package that ships journeys. Beside each module that it exports (`dist/drip.js`, which applications run)
 * stand what a compile runs in its place (`drip.flow.js`, without the bodies) and what source alone tells
 * (`drip.flow.json`: the places of words and the trees of functions). Sources are those in `src` by the same names.
 * Declarations are left to `tsc`.
 */
export async function buildJourneyPackage({ packageDir }: BuildPackageOptions): Promise<BuildPackageResult> {
  // Bundlers and stack traces name files by their real paths.
  const folder = await realpath(resolve(packageDir)).catch(() => resolve(packageDir));
  const info = await readPackage(folder);
  if (typeof info === "string") {
    const finding = diagnose(packageNotBuilt, { folder: packageDir, problem: info }, { span: null });
    return { diagnostics: [finding], files: [] };
  }
  const modules = await loadModules(folder, info);
  const syntaxErrors = [...modules.values()].flatMap(module => module.syntaxErrors);
  if (syntaxErrors.length > 0) return { diagnostics: sortDiagnostics(syntaxErrors), files: [] };
  return writePackage(folder, info, modules);
}

async function loadModules(folder: string, { entries }: PackageInfo): Promise<ReadonlyMap<string, LoadedModule>> {
  const scanned = await scanFrom(folder, [...entries.map(({ source }) => source), ...(await listSourceFiles(folder))]);
  // What lies around the package is imported from where it will be installed.
  const own = [...scanned.values()].filter(({ source }) => relative(folder, source.path).split(sep)[0] !== "..");
  const parsed = parseModules(own);
  const reached = new Set(entries.flatMap(({ source }) => importedBy(source, parsed)));
  return new Map([...parsed].filter(([, module]) => reached.has(module)));
}

async function writePackage(
  folder: string,
  info: PackageInfo,
  modules: ReadonlyMap<string, LoadedModule>,
): Promise<BuildPackageResult> {
  const prefix = packagePrefix(info.name, info.version);
  const roots = new Map(info.entries.map(({ source }) => [source, () => true] as const));
  const loaded = { projectDir: folder, modules };
  const whole = readModules(loaded, { roots, prefix, keepsBodies: true });
  const cut = readModules(loaded, { roots, prefix, keepsBodies: false });
  const bundles = await Promise.all([
    bundlePackage(info.entries, { folder, reading: whole, suffix: ".js" }),
    bundlePackage(info.entries, { folder, reading: cut, suffix: ".flow.js" }),
  ]);
  const diagnostics = sortDiagnostics([...cut.diagnostics, ...bundles.flatMap(bundle => bundle.diagnostics)]);
  if (diagnostics.some(({ severity }) => severity === "error")) return { diagnostics, files: [] };
  const sidecars = info.entries.map(entry => sidecarFile(entry, { folder, modules, reading: cut, package: prefix }));
  const files: readonly BuiltFile[] = [...bundles.flatMap(bundle => bundle.files), ...sidecars];
  for (const { path, contents } of files) {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, contents);
  }
  return { diagnostics, files: files.map(({ path }) => join(path)).sort() };
}
