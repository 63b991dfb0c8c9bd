import { relative, sep } from "node:path";
import { watch } from "chokidar";

const interesting = /\.(?:[cm]?[jt]sx?|md|sql)$/;
/** An editor writes a file in several strokes, and a checkout touches many files. */
const settleMs = 80;

/** Options of `watchProject`. */
export interface WatchOptions {
  readonly projectDir: string;
  readonly onChange: () => void;
  readonly onError: (error: unknown) => void;
}

/** Calls `onChange` once the project's sources, messages or dev.sql have changed and come to rest. */
export async function watchProject(options: WatchOptions): Promise<{ close(): Promise<void> }> {
  const { projectDir, onChange, onError } = options;
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(projectDir, {
    ignoreInitial: true,
    ignored: (path, stats) =>
      isForeign(relative(projectDir, path)) || (stats?.isFile() === true && !interesting.test(path)),
  });
  watcher.on("all", () => {
    clearTimeout(timer);
    timer = setTimeout(onChange, settleMs);
  });
  watcher.on("error", onError);
  await new Promise<void>(resolve => watcher.once("ready", resolve));
  return {
    close: async () => {
      clearTimeout(timer);
      await watcher.close();
    },
  };
}

function isForeign(path: string): boolean {
  return path
    .split(sep)
    .some(part => part === "node_modules" || part === "dist" || (part.startsWith(".") && part !== ".."));
}
