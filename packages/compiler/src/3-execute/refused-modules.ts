import { relative, sep } from "node:path";
import type { Plugin } from "esbuild";

/** Node's modules for network, processes, threads, files and the machine, and the one that hands out all others. */
const REFUSED =
  /^(?:node:)?(?:child_process|cluster|dgram|dns|fs|http|http2|https|inspector|module|net|os|process|readline|repl|sqlite|tls|worker_threads)(?:\/.*)?$/;

/** The mark by which the reporter knows these errors. */
interface RefusedModule {
  readonly refusedModule: string;
}

/** Refuses those modules to the project's own files; packages may import them, their code is not the author's. */
export function refuseModules(projectDir: string): Plugin {
  return {
    name: "refuse-modules",
    setup(build) {
      build.onResolve({ filter: REFUSED }, ({ path, importer }) => {
        if (!isOwn(projectDir, importer)) return null;
        const detail: RefusedModule = { refusedModule: path };
        return { errors: [{ text: `"${path}" is refused`, detail }] };
      });
    },
  };
}

/** Whether a file belongs to the project rather than to a package that it installed. */
function isOwn(projectDir: string, path: string): boolean {
  const parts = relative(projectDir, path).split(sep);
  return parts[0] !== ".." && !parts.includes("node_modules");
}
