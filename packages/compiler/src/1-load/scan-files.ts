import { readFile } from "node:fs/promises";
import { relative, sep } from "node:path";
import { ts } from "ts-morph";
import { decodeJourneyPackage } from "./decode-journey-package.js";
import type { JourneyPackage } from "./journey-package.js";
import { sidecarOf } from "./journey-package.js";
import { listSourceFiles } from "./list-source-files.js";
import type { Resolved } from "./module-resolver.js";
import { createModuleResolver, WORD_PACKAGES } from "./module-resolver.js";
import type { SourceText } from "./source-text.js";
import { readSourceText } from "./source-text.js";

/** A file and where its imports lead, before it is parsed. */
export interface Scanned {
  readonly source: SourceText;
  /** Import specifier to the path of a file that is read as source. */
  readonly imports: ReadonlyMap<string, string | null>;
  /** Import specifier to the built journeys that it leads to. */
  readonly packages: ReadonlyMap<string, JourneyPackage>;
  /** Whether it imports words of the language, or journeys, which are made of them. */
  readonly speaks: boolean;
}

/** Reads the files of the project and what they import from around it, and finds out where imports lead. */
export async function scanFiles(projectDir: string, configPath: string): Promise<ReadonlyMap<string, Scanned>> {
  return scanFrom(projectDir, [configPath, ...(await listSourceFiles(projectDir))]);
}

/** The same for these files, which need not be all that a folder has. */
export async function scanFrom(projectDir: string, files: readonly string[]): Promise<ReadonlyMap<string, Scanned>> {
  const resolve = createModuleResolver(projectDir);
  const own = new Set(files);
  const packages = new PackageReader(projectDir);
  const scanned = new Map<string, Scanned>();
  const open = [...own];
  for (let path = open.shift(); path !== undefined; path = open.shift()) {
    if (scanned.has(path)) continue;
    const source = await readSourceText(projectDir, path);
    const targets = targetsOf(source, resolve);
    // Tests, builds and other projects lie inside of the folder and were left out on purpose.
    const isRead = (target: string): boolean => own.has(target) || isOutside(projectDir, target);
    const file = await describe(source, { targets, packages, isRead });
    scanned.set(path, file);
    for (const target of file.imports.values()) if (target !== null && !own.has(target)) open.push(target);
  }
  return scanned;
}

function targetsOf(
  source: SourceText,
  resolve: (specifier: string, importer: string) => Resolved | null,
): ReadonlyMap<string, Resolved | null> {
  return new Map(
    specifiersOf(source).map(specifier => [specifier, isOurs(specifier) ? null : resolve(specifier, source.path)]),
  );
}

/** What a file imports, as it is written, each once. */
export function specifiersOf({ text }: SourceText): readonly string[] {
  return [...new Set(ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName))];
}

/** Our own packages are never read as source, not even where they stand in the same workspace. */
function isOurs(specifier: string): boolean {
  return /^(?:flowline|@flowline\/[^/]+)(?:\/|$)/.test(specifier);
}

interface Surroundings {
  readonly targets: ReadonlyMap<string, Resolved | null>;
  readonly packages: PackageReader;
  readonly isRead: (path: string) => boolean;
}

async function describe(source: SourceText, { targets, packages, isRead }: Surroundings): Promise<Scanned> {
  const imports = new Map<string, string | null>();
  const journeys = new Map<string, JourneyPackage>();
  for (const [specifier, target] of targets) {
    imports.set(specifier, target?.kind === "source" && isRead(target.path) ? target.path : null);
    const found = target?.kind === "package" ? await packages.read(target.path) : null;
    if (found !== null) journeys.set(specifier, found);
  }
  const imported = [...targets.keys()].some(specifier => WORD_PACKAGES.has(specifier));
  const speaks = journeys.size > 0 || imported || means(source);
  return { source, imports, packages: journeys, speaks };
}

/** An import with a slip in it (`impot { on } from "flowline"`) is none to a scanner, and must not go unseen. */
function means({ text }: SourceText): boolean {
  return [...text.matchAll(/\bfrom\s*["']([^"'\n]+)["']/g)].some(([, specifier = ""]) => WORD_PACKAGES.has(specifier));
}

function isOutside(projectDir: string, path: string): boolean {
  return relative(projectDir, path).split(sep)[0] === "..";
}

/** Reads what `flow build` has put beside the modules of installed packages, once for each. */
class PackageReader {
  readonly #projectDir: string;
  readonly #known = new Map<string, Promise<JourneyPackage | null>>();

  constructor(projectDir: string) {
    this.#projectDir = projectDir;
  }

  read(path: string): Promise<JourneyPackage | null> {
    const before = this.#known.get(path);
    if (before !== undefined) return before;
    const reading = readSidecar(path, this.#projectDir);
    this.#known.set(path, reading);
    return reading;
  }
}

/** Most packages have none. */
async function readSidecar(path: string, projectDir: string): Promise<JourneyPackage | null> {
  const sidecar = sidecarOf(path);
  const text = await readFile(sidecar, "utf8").catch(() => null);
  return text === null ? null : decodeJourneyPackage(text, { sidecar, path, projectDir });
}
