import { relative, sep } from "node:path";
import { watch } from "chokidar";

const interesting = /\.(?:[cm]?[jt]sx?|md|sql)$|(?:^|[\\/])tsconfig[^\\/]*\.json$/;
/** An editor writes a file in several strokes, and a checkout touches many files. */
const settleMs = 80;

/** Options of `watchProject`. */
export interface WatchOptions {
  readonly projectDir: string;
  readonly onChange: () => void;
  readonly onError: (error: unknown) => void;
}

/** What watches a project. */
export interface ProjectWatcher {
  /** Watches these files, too: what a project reads outside of its folder, or under a name that it does not watch. */
  follow(files: readonly string[]): void;
  close(): Promise<void>;
}

/** Calls `onChange` once the project's sources, messages or dev.sql have changed and come to rest. */
export async function watchProject(options: WatchOptions): Promise<ProjectWatcher> {
  const { projectDir, onChange, onError } = options;
  let timer: NodeJS.Timeout | undefined;
  const followed = new Set<string>();
  const watcher = watch(projectDir, {
    ignoreInitial: true,
    ignored: (path, stats) =>
      !followed.has(path) &&
      (isForeign(relative(projectDir, path)) || (stats?.isFile() === true && !interesting.test(path))),
  });
  watcher.on("all", () => {
    clearTimeout(timer);
    timer = setTimeout(onChange, settleMs);
  });
  watcher.on("error", onError);
  await new Promise<void>(resolve => watcher.once("ready", resolve));
  return {
    follow: files => {
      const more = files.filter(file => !followed.has(file) && !isWatched(relative(projectDir, file)));
      for (const file of more) followed.add(file);
      watcher.add(more);
    },
    close: async () => {
      clearTimeout(timer);
      await watcher.close();
    },
  };
}

/** Whether the watch of the project's folder takes a file in anyway. */
function isWatched(path: string): boolean {
  return !path.startsWith(`..${sep}`) && !isForeign(path) && interesting.test(path);
}

function isForeign(path: string): boolean {
  return path
    .split(sep)
    .some(part => part === "node_modules" || part === "dist" || (part.startsWith(".") && part !== ".."));
}
