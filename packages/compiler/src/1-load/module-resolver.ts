import { readFileSync, realpathSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { ts } from "ts-morph";

/** The packages whose exports are the words of the language. */
export const WORD_PACKAGES: ReadonlySet<string> = new Set(["flowline", "@flowline/dsl"]);

/** Where an import leads, as far as files tell. */
export type Resolved =
  /** A file to be read as source: of the project, or of a package that stands in the same workspace. */
  | { readonly kind: "source"; readonly path: string }
  /** A file of an installed package. */
  | { readonly kind: "package"; readonly path: string };

/** Finds the file that an import means, by looking for files only; null where there is none. */
export type ModuleResolver = (specifier: string, importer: string) => Resolved | null;

const SOURCE = /\.(?:tsx?|mts|jsx?|mjs)$/;

/**
 * Follows relative imports, `#imports`, the `paths` of the project's tsconfig.json, and packages to what they run: types
 * do not count. A package that is linked from the same workspace is source like any other.
 */
export function createModuleResolver(projectDir: string): ModuleResolver {
  const options: ts.CompilerOptions = {
    ...readPaths(projectDir),
    allowJs: true,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    module: ts.ModuleKind.ESNext,
    // TypeScript's own switch for bundlers: it then skips declaration files and the condition `types`.
    noDtsResolution: true,
  };
  const host: ts.ModuleResolutionHost = {
    fileExists: path => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false,
    directoryExists: path => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false,
    readFile: path => readFileSync(path, "utf8"),
    realpath: path => realpathSync(path),
  };
  const cache = ts.createModuleResolutionCache(projectDir, path => path, options);
  return (specifier, importer) => {
    if (WORD_PACKAGES.has(specifier) || specifier.startsWith("node:")) return null;
    const found = ts.resolveModuleName(specifier, importer, options, host, cache).resolvedModule;
    if (found === undefined || !SOURCE.test(found.resolvedFileName) || /\.d\.[mc]?ts$/.test(found.resolvedFileName)) {
      return null;
    }
    const path = join(found.resolvedFileName);
    return { kind: isInstalled(projectDir, path) ? "package" : "source", path };
  };
}

/** A package that is being built may lie in a `node_modules` itself; its own files are source. */
function isInstalled(projectDir: string, path: string): boolean {
  const way = relative(projectDir, path).split(sep);
  return (way[0] === ".." ? path.split(sep) : way).includes("node_modules");
}

/** The files that were read, or looked for, to learn the project's `paths`: its tsconfig.json and those that it extends. */
export function resolverFiles(projectDir: string): readonly string[] {
  const asked = new Set<string>();
  readPaths(projectDir, asked);
  return [...asked];
}

function readPaths(projectDir: string, asked: Set<string> = new Set()): ts.CompilerOptions {
  const file = join(projectDir, "tsconfig.json");
  const read = (path: string): string | undefined => {
    asked.add(join(path));
    return ts.sys.readFile(path);
  };
  if (!ts.sys.fileExists(file)) return {};
  const { config, error } = ts.readConfigFile(file, read);
  if (error !== undefined) return {};
  const fileExists = (path: string): boolean => {
    asked.add(join(path));
    return ts.sys.fileExists(path);
  };
  // No files are listed: only the options matter, including those that `extends` brings.
  const sys = { ...ts.sys, readFile: read, fileExists };
  const host: ts.ParseConfigHost = { ...sys, useCaseSensitiveFileNames: true, readDirectory: () => [] };
  const { paths, baseUrl, pathsBasePath } = ts.parseJsonConfigFileContent(config, host, projectDir).options;
  return {
    ...(paths === undefined ? {} : { paths }),
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(typeof pathsBasePath === "string" ? { pathsBasePath } : {}),
  };
}
