import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { ts } from "ts-morph";

/** The packages whose exports are the words of the language. */
export const WORD_PACKAGES: ReadonlySet<string> = new Set(["flowline", "@flowline/dsl"]);

/** Finds the project file that an import means, by looking for files only; null where it means something else. */
export type ModuleResolver = (specifier: string, importer: string) => string | null;

/**
 * Follows relative imports, `#imports`, and the `paths` of the project's tsconfig.json. Packages are not looked for:
 * what stands in them is bundled as it is.
 */
export function createModuleResolver(projectDir: string): ModuleResolver {
  const options: ts.CompilerOptions = {
    ...readPaths(projectDir),
    allowJs: true,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    module: ts.ModuleKind.ESNext,
  };
  const host: ts.ModuleResolutionHost = {
    fileExists: path => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false,
    directoryExists: path => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false,
    readFile: path => readFileSync(path, "utf8"),
  };
  const prefixes = Object.keys(options.paths ?? {}).map(pattern => pattern.split("*")[0] ?? pattern);
  return (specifier, importer) => {
    const followed = /^[.#/]/.test(specifier) || prefixes.some(prefix => specifier.startsWith(prefix));
    if (!followed || WORD_PACKAGES.has(specifier)) return null;
    const found = ts.resolveModuleName(specifier, importer, options, host).resolvedModule;
    if (found === undefined || found.isExternalLibraryImport || /\.d\.[mc]?ts$|\.json$/.test(found.resolvedFileName))
      return null;
    return join(found.resolvedFileName);
  };
}

function readPaths(projectDir: string): ts.CompilerOptions {
  const file = join(projectDir, "tsconfig.json");
  if (!ts.sys.fileExists(file)) return {};
  const { config, error } = ts.readConfigFile(file, path => ts.sys.readFile(path));
  if (error !== undefined) return {};
  // No files are listed: only the options matter, including those that `extends` brings.
  const host: ts.ParseConfigHost = { ...ts.sys, useCaseSensitiveFileNames: true, readDirectory: () => [] };
  const { paths, baseUrl, pathsBasePath } = ts.parseJsonConfigFileContent(config, host, projectDir).options;
  return {
    ...(paths === undefined ? {} : { paths }),
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(typeof pathsBasePath === "string" ? { pathsBasePath } : {}),
  };
}
