import type { BuildPackageOptions, BuildPackageResult } from "./build-journey-package.js";

export type { BuildPackageOptions, BuildPackageResult } from "./build-journey-package.js";

/**
 * Builds a package that ships journeys. Beside each module that it exports stand what a compile runs in its place, and what
 * source alone tells. TypeScript and esbuild are loaded when it is called, not before.
 */
export async function buildJourneyPackage(options: BuildPackageOptions): Promise<BuildPackageResult> {
  const { buildJourneyPackage: build } = await import("./build-journey-package.js");
  return build(options);
}
