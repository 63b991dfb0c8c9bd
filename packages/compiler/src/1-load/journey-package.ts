import type { SiteNumber } from "@flowline/ir";
import type { LambdaSource, Site } from "../2-read/reading.js";

/** What `flow build` puts beside a module of a package: all that its source tells and its code does not. */
export interface JourneySidecar {
  readonly format: 1;
  /** `NAME@VERSION`, which is in front of every number. */
  readonly package: string;
  /** The way from this file's folder to the package's: `..`. */
  readonly root: string;
  /** The file, beside this one, that a compile runs: bodies are cut out of it. */
  readonly program: string;
  /** The module's exports that are journeys, or chains. */
  readonly exports: Readonly<Record<string, "journey" | "chain">>;
  /** Places are in files relative to the package's folder. */
  readonly sites: readonly (readonly [SiteNumber, Site])[];
  readonly lambdas: readonly (readonly [SiteNumber, LambdaSource])[];
}

/** A built module of an installed package, as a flow imports it. */
export interface JourneyPackage {
  readonly sidecar: JourneySidecar;
  /** The absolute path of the module, which an application runs. */
  readonly path: string;
  /** The absolute path of the file that a compile runs. */
  readonly program: string;
}

/** The path of what `flow build` says of a module: `drip.js` has `drip.flow.json`. */
export function sidecarOf(path: string): string {
  return path.replace(/\.[^./\\]+$/, ".flow.json");
}
