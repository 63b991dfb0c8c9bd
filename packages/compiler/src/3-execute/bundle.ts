import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BuildOptions, Loader, Message, Metafile, Plugin } from "esbuild";
import { build } from "esbuild";
import type { Reading } from "../2-read/reading.js";
import { refuseModules } from "./refused-modules.js";

/** Something to build: the project file or one file of flows. */
export interface Unit {
  readonly id: string;
  readonly path: string;
  /** The exports that are asked for; null: all. What only the others need is left out. */
  readonly exports: readonly string[] | null;
}

/** The bundles of some units. Those that could not be bundled are left out, with the reasons. */
export interface Bundle {
  readonly units: readonly Unit[];
  readonly files: readonly { readonly path: string; readonly contents: Uint8Array }[];
  readonly failures: ReadonlyMap<string, readonly Message[]>;
  /** Absolute paths of every file that went in. */
  readonly inputs: readonly string[];
  /** Which file imports which, by absolute path and by what is written. */
  readonly imports: ImportGraph;
}

/** By the importer's absolute path: what it writes, and the file that this means. */
export type ImportGraph = ReadonlyMap<string, readonly { readonly written: string; readonly path: string }[]>;

export interface BundleOptions {
  readonly projectDir: string;
  readonly outDir: string;
  readonly reading: Reading;
  /** By the path of a built journey package's module: the file that is run in its place. */
  readonly programs: ReadonlyMap<string, string>;
}

/** Bundles the units together, so that what they share is evaluated once; where that fails, finds out which ones fail. */
export async function bundleUnits(units: readonly Unit[], options: BundleOptions): Promise<Bundle> {
  const together = await tryBundle(units, options);
  if (together.failures.size === 0) return together;
  const alone = await Promise.all(units.map(unit => tryBundle([unit], options)));
  const failures = new Map(alone.flatMap(bundle => [...bundle.failures]));
  const rest = await tryBundle(
    alone.flatMap(bundle => bundle.units),
    options,
  );
  return { ...rest, failures };
}

async function tryBundle(units: readonly Unit[], options: BundleOptions): Promise<Bundle> {
  const nothing = { units: [], files: [], failures: new Map(), inputs: [], imports: new Map() };
  if (units.length === 0) return nothing;
  try {
    const { outputFiles, metafile } = await build(buildOptions(units, options));
    const imports = importsOf(metafile, options.projectDir);
    return { ...nothing, units, files: outputFiles, inputs: [...imports.keys()], imports };
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    return { ...nothing, failures: new Map(units.map(({ id }) => [id, error.errors])) };
  }
}

function importsOf({ inputs }: Metafile, projectDir: string): ImportGraph {
  const files = Object.entries(inputs).filter(([input]) => !input.startsWith(`${ENTRY}:`));
  return new Map(
    files.map(([input, { imports }]) => {
      const found = imports.flatMap(({ original, path, external }) =>
        original === undefined || external ? [] : [{ written: original, path: join(projectDir, path) }],
      );
      return [join(projectDir, input), found];
    }),
  );
}

function isBuildFailure(error: unknown): error is { readonly errors: readonly Message[] } {
  return error instanceof Error && "errors" in error && Array.isArray(error.errors);
}

function buildOptions(units: readonly Unit[], { projectDir, outDir, reading, programs }: BundleOptions) {
  return {
    ...SHARED,
    entryPoints: Object.fromEntries(
      units.map(({ id, path, exports }) => [id, exports === null ? path : `${ENTRY}:${id}`]),
    ),
    absWorkingDir: projectDir,
    outdir: outDir,
    splitting: true,
    // The project's package.json may say that .js is CommonJS.
    outExtension: { ".js": ".mjs" },
    sourcemap: "external",
    sourcesContent: false,
    metafile: true,
    plugins: [askForExports(units), refuseModules(projectDir), useInstrumented(reading), usePrograms(programs)],
  } as const satisfies BuildOptions;
}

/** The child's own program, bundled the same way. */
export async function bundleProgram(outFile: string): Promise<void> {
  program ??= bundleChild();
  await writeFile(outFile, await program);
}

/** It is the same for every compile of this process. */
let program: Promise<Uint8Array> | undefined;

async function bundleChild(): Promise<Uint8Array> {
  const entry = isSource() ? new URL("./child/main.ts", import.meta.url) : new URL("./child/main.js", import.meta.url);
  const { outputFiles } = await build({ ...SHARED, entryPoints: [fileURLToPath(entry)] });
  const [file] = outputFiles;
  if (file === undefined) throw new Error("esbuild made nothing of the program that builds flows.");
  return file.contents;
}

/** Whether the compiler itself runs from its sources, as it does in the tests of this repository. */
function isSource(): boolean {
  return import.meta.url.endsWith(".ts");
}

const SHARED = {
  bundle: true,
  write: false,
  format: "esm",
  platform: "node",
  target: "node20",
  charset: "utf8",
  logLevel: "silent",
  logLimit: 0,
  legalComments: "none",
  // Workspace packages are then taken from their sources as well, so that nothing stale is run.
  conditions: isSource() ? ["@flowline/source"] : [],
  // Packages in CommonJS call require for Node's modules.
  banner: { js: 'import { createRequire as $require } from "node:module"; const require = $require(import.meta.url);' },
} as const satisfies BuildOptions;

/** The namespace of the files that only say which exports are asked for. */
export const ENTRY = "flow-exports";

function askForExports(units: readonly Unit[]): Plugin {
  const byId = new Map(units.map(unit => [unit.id, unit]));
  return {
    name: "ask-for-exports",
    setup(build) {
      build.onResolve({ filter: new RegExp(`^${ENTRY}:`) }, ({ path }) => {
        return { path: path.slice(ENTRY.length + 1), namespace: ENTRY };
      });
      build.onLoad({ filter: /.*/, namespace: ENTRY }, ({ path }) => {
        const unit = byId.get(path);
        if (unit === undefined) throw new Error(`There is no unit ${path}.`);
        const names = (unit.exports ?? []).map(name => (name === "default" ? name : JSON.stringify(name))).join(",");
        return { contents: `export {${names}} from ${JSON.stringify(unit.path)};`, resolveDir: dirname(unit.path) };
      });
    },
  };
}

/** Runs what `flow build` made for compiles, where a flow imports the module that it made for applications. */
function usePrograms(programs: ReadonlyMap<string, string>): Plugin {
  return {
    name: "use-programs",
    setup(build) {
      if (programs.size === 0) return;
      build.onLoad({ filter: /\.m?js$/ }, async ({ path }) => {
        const program = programs.get(path);
        if (program === undefined) return null;
        return { contents: await readFile(program, "utf8"), loader: "js", resolveDir: dirname(program) };
      });
    },
  };
}

/** Each file that a filter lets through costs a round trip to esbuild, and packages have hundreds. */
const MOST_NAMED = 50;

function filterOf(paths: readonly string[]): RegExp {
  if (paths.length > MOST_NAMED) return /\.(?:[tj]sx?|m[tj]s)$/;
  const escaped = paths.map(path => path.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^(?:${escaped.join("|")})$`);
}

const LOADERS: ReadonlyMap<string, Loader> = new Map([
  ["ts", "ts"],
  ["mts", "ts"],
  ["tsx", "tsx"],
  ["jsx", "jsx"],
  ["js", "jsx"],
  ["mjs", "js"],
]);

/** Hands esbuild the instrumented text of each module. */
export function useInstrumented({ modules }: Pick<Reading, "modules">): Plugin {
  return {
    name: "use-instrumented",
    setup(build) {
      build.onLoad({ filter: filterOf([...modules.keys()]) }, ({ path }) => {
        const module = modules.get(path);
        if (module === undefined) return null;
        const loader = LOADERS.get(path.slice(path.lastIndexOf(".") + 1)) ?? "ts";
        return { contents: module.instrumented.text, loader, resolveDir: dirname(path) };
      });
    },
  };
}
