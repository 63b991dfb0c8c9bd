import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BuildOptions, Loader, Message, Plugin } from "esbuild";
import { build } from "esbuild";
import type { Reading } from "../2-read/reading.js";
import { refuseModules } from "./refused-modules.js";

/** Something to build: the project file or one flow. */
export interface Unit {
  readonly id: string;
  readonly path: string;
}

/** The bundles of some units. Those that could not be bundled are left out, with the reasons. */
export interface Bundle {
  readonly units: readonly Unit[];
  readonly files: readonly { readonly path: string; readonly contents: Uint8Array }[];
  readonly failures: ReadonlyMap<string, readonly Message[]>;
  /** Absolute paths of every file that went in. */
  readonly inputs: readonly string[];
}

export interface BundleOptions {
  readonly projectDir: string;
  readonly outDir: string;
  readonly reading: Reading;
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
  const nothing = { units: [], files: [], failures: new Map(), inputs: [] };
  if (units.length === 0) return nothing;
  try {
    const { outputFiles, metafile } = await build(buildOptions(units, options));
    const inputs = Object.keys(metafile.inputs).map(input => join(options.projectDir, input));
    return { ...nothing, units, files: outputFiles, inputs };
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    return { ...nothing, failures: new Map(units.map(({ id }) => [id, error.errors])) };
  }
}

function isBuildFailure(error: unknown): error is { readonly errors: readonly Message[] } {
  return error instanceof Error && "errors" in error && Array.isArray(error.errors);
}

function buildOptions(units: readonly Unit[], { projectDir, outDir, reading }: BundleOptions) {
  return {
    ...SHARED,
    entryPoints: Object.fromEntries(units.map(({ id, path }) => [id, path])),
    absWorkingDir: projectDir,
    outdir: outDir,
    splitting: true,
    // The project's package.json may say that .js is CommonJS.
    outExtension: { ".js": ".mjs" },
    sourcemap: "external",
    metafile: true,
    plugins: [refuseModules(projectDir), useInstrumented(reading)],
  } as const satisfies BuildOptions;
}

/** The child's own program, bundled the same way. */
export async function bundleProgram(outFile: string): Promise<void> {
  const entry = isSource() ? new URL("./child/main.ts", import.meta.url) : new URL("./child/main.js", import.meta.url);
  await build({ ...SHARED, entryPoints: [fileURLToPath(entry)], outfile: outFile, write: true });
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

const LOADERS: ReadonlyMap<string, Loader> = new Map([
  ["ts", "ts"],
  ["mts", "ts"],
  ["tsx", "tsx"],
  ["jsx", "jsx"],
  ["js", "jsx"],
  ["mjs", "js"],
]);

function useInstrumented({ modules }: Reading): Plugin {
  return {
    name: "use-instrumented",
    setup(build) {
      build.onLoad({ filter: /\.(?:[tj]sx?|m[tj]s)$/ }, ({ path }) => {
        const module = modules.get(path);
        if (module === undefined) return null;
        const loader = LOADERS.get(path.slice(path.lastIndexOf(".") + 1)) ?? "ts";
        return { contents: module.instrumented.text, loader, resolveDir: dirname(path) };
      });
    },
  };
}
