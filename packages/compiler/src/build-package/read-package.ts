import { readFile, stat } from "node:fs/promises";
import { join, posix } from "node:path";

/** A module that a package exports: what an application imports, and the source that it is built from. */
export interface PackageEntry {
  /** Absolute. */
  readonly source: string;
  /** Relative to the package's folder: `dist/drip.js`. */
  readonly output: string;
}

/** What a package.json tells of a package of journeys. */
export interface PackageInfo {
  readonly name: string;
  readonly version: string;
  readonly entries: readonly PackageEntry[];
}

/** Reads package.json, and finds the source of each module that it exports. A text says what is missing. */
export async function readPackage(packageDir: string): Promise<PackageInfo | string> {
  const json = await readJson(join(packageDir, "package.json"));
  if (json === null) return "there is no readable package.json";
  const { name, version, exports, main } = json;
  if (typeof name !== "string" || name === "") return "its package.json has no `name`";
  if (typeof version !== "string" || version === "") return "its package.json has no `version`";
  const targets = [...new Set(targetsIn(exports ?? main))];
  const found = await Promise.all(targets.map(target => findEntry(packageDir, target)));
  const entries = found.flatMap(entry => entry ?? []);
  if (entries.length === 0) {
    return "its package.json exports no module that is built from `src`, such as `dist/index.js` from `src/index.ts`";
  }
  return { name, version, entries };
}

async function readJson(path: string): Promise<Readonly<Record<string, unknown>> | null> {
  try {
    const value: unknown = JSON.parse(await readFile(path, "utf8"));
    return typeof value === "object" && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

/** The files that `exports` leads to, whatever the condition; declarations are no modules. */
function targetsIn(exports: unknown): readonly string[] {
  if (typeof exports === "string") return /^\.?\/?[^.].*\.m?js$/.test(exports) ? [exports] : [];
  if (typeof exports !== "object" || exports === null) return [];
  return Object.values(exports).flatMap(targetsIn);
}

const EXTENSIONS = ["ts", "mts", "tsx", "js", "mjs", "jsx"] as const;

/** `dist/journeys/drip.js` is built from `src/journeys/drip.ts`. */
async function findEntry(packageDir: string, target: string): Promise<PackageEntry | null> {
  const output = posix.normalize(target);
  const [folder, ...rest] = output.split("/");
  if (folder === "src" || folder === ".." || rest.length === 0) return null;
  const stem = rest.join("/").replace(/\.m?js$/, "");
  for (const extension of EXTENSIONS) {
    const source = join(packageDir, "src", `${stem}.${extension}`);
    if ((await stat(source).catch(() => null))?.isFile()) return { source, output };
  }
  return null;
}
