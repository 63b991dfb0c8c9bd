import { dirname } from "node:path";
import type { Diagnostic } from "@flowline/ir";
import type { Message } from "esbuild";
import { build } from "esbuild";
import type { Reading } from "../2-read/reading.js";
import { useInstrumented } from "../3-execute/bundle.js";
import { Locator } from "../3-execute/locate.js";
import { refuseModules } from "../3-execute/refused-modules.js";
import { cannotBundle, refusedModule } from "../diagnostics/build.js";
import { diagnose } from "../diagnostics/definition.js";
import type { PackageEntry } from "./read-package.js";

/** A file to be written. */
export interface BuiltFile {
  readonly path: string;
  readonly contents: string | Uint8Array;
}

/** How the modules of a package are bundled. */
export interface BundlePackageOptions {
  readonly folder: string;
  readonly reading: Reading;
  /** What comes behind the name of each module: that of a compile has one of its own. */
  readonly suffix: ".js" | ".flow.js";
}

/** Bundles the modules that a package exports. Other packages stay outside. */
export async function bundlePackage(
  entries: readonly PackageEntry[],
  { folder, reading, suffix }: BundlePackageOptions,
): Promise<{ readonly files: readonly BuiltFile[]; readonly diagnostics: readonly Diagnostic[] }> {
  // What a compile runs must not reach outside; applications may.
  const isForCompiles = suffix === ".flow.js";
  const plugins = [...(isForCompiles ? [refuseModules(folder)] : []), useInstrumented(reading)];
  const stems = entries.map(({ source, output }) => [output.replace(/\.m?js$/, ""), source] as const);
  try {
    const { outputFiles } = await build({
      entryPoints: Object.fromEntries(stems),
      absWorkingDir: folder,
      outdir: folder,
      outExtension: { ".js": suffix },
      chunkNames: `${dirname(stems[0]?.[0] ?? "")}/[name]-[hash]`,
      splitting: true,
      bundle: true,
      packages: "external",
      write: false,
      format: "esm",
      platform: "node",
      target: "node20",
      charset: "utf8",
      logLevel: "silent",
      legalComments: "inline",
      plugins,
    });
    return { files: outputFiles.map(({ path, contents }) => ({ path, contents })), diagnostics: [] };
  } catch (error) {
    if (!(error instanceof Error && "errors" in error && Array.isArray(error.errors))) throw error;
    const locator = new Locator(folder, reading, { files: [] });
    return { files: [], diagnostics: error.errors.map(failure => findingOf(failure, locator)) };
  }
}

function findingOf({ text, detail, location }: Message, locator: Locator): Diagnostic {
  const place = { span: locator.ofBundler(location) };
  const refused: unknown = detail?.refusedModule;
  if (typeof refused === "string") return diagnose(refusedModule, { module: refused }, place);
  return diagnose(cannotBundle, { problem: `${text.replace(/\.$/, "")}.` }, place);
}
