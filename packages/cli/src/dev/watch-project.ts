import type { Stats } from "node:fs";
import { stat } from "node:fs/promises";
import { relative, sep } from "node:path";
import { type FSWatcher, watch } from "chokidar";

const interesting = /\.(?:[cm]?[jt]sx?|md|sql)$|(?:^|[\\/])tsconfig[^\\/]*\.json$/;
/** An editor writes a file in several strokes, and a checkout touches many files. */
const settleMs = 80;
const coarseMs = 20;

/** Options of `watchProject`. */
export interface WatchOptions {
  readonly projectDir: string;
  /** Whether committed IR is watched, too. Not by whoever writes it: that would never end. */
  readonly irToo?: boolean;
  readonly onChange: () => void;
  readonly onError: (error: unknown) => void;
}

/** What watches a project. */
export interface ProjectWatcher {
  /**
   * Watches these files, too: what a project reads outside of its folder, or under a name that it does not watch. They
   * were read at `sinceMs` or later; a change after that counts, even where it came before this call.
   */
  follow(files: readonly string[], sinceMs: number): Promise<void>;
  close(): Promise<void>;
}

/** Calls `onChange` once the project's sources, messages or dev.sql have changed and come to rest. */
export async function watchProject(options: WatchOptions): Promise<ProjectWatcher> {
  const { projectDir, irToo = false, onChange, onError } = options;
  let timer: NodeJS.Timeout | undefined;
  const settle = (): void => {
    clearTimeout(timer);
    timer = setTimeout(onChange, settleMs);
  };
  const ignored: Matcher = (path, stats) =>
    isForeign(relative(projectDir, path)) || (stats?.isFile() === true && !isInteresting(path, irToo));
  const watchers = [await open([projectDir], ignored, { settle, onError })];
  const followed = new Set<string>();
  return {
    follow: async (files, sinceMs) => {
      const more = files.filter(file => !followed.has(file) && !isWatched(relative(projectDir, file)));
      if (more.length === 0) return;
      for (const file of more) followed.add(file);
      watchers.push(await open(more, () => false, { settle, onError }));
      const changes = await Promise.all(more.map(file => isChangedSince(file, sinceMs)));
      if (changes.includes(true)) settle();
    },
    close: async () => {
      clearTimeout(timer);
      await Promise.all(watchers.map(watcher => watcher.close()));
    },
  };
}

type Matcher = (path: string, stats?: Stats) => boolean;

interface Listeners {
  readonly settle: () => void;
  readonly onError: (error: unknown) => void;
}

async function open(paths: readonly string[], ignored: Matcher, { settle, onError }: Listeners): Promise<FSWatcher> {
  const watcher = watch([...paths], { ignoreInitial: true, ignored });
  watcher.on("all", settle).on("error", onError);
  await new Promise<void>(resolve => watcher.once("ready", resolve));
  return watcher;
}

/** A file that is gone has changed. File systems keep coarser time than we do, so a little before counts, too. */
async function isChangedSince(file: string, sinceMs: number): Promise<boolean> {
  try {
    return (await stat(file)).mtimeMs >= sinceMs - coarseMs;
  } catch {
    return true;
  }
}

/** Whether the watch of the project's folder takes a file in anyway. */
function isWatched(path: string): boolean {
  return !path.startsWith(`..${sep}`) && !isForeign(path) && isInteresting(path, false);
}

function isInteresting(path: string, irToo: boolean): boolean {
  return interesting.test(path) || (irToo && path.endsWith(".ir.json"));
}

function isForeign(path: string): boolean {
  return path
    .split(sep)
    .some(part => part === "node_modules" || part === "dist" || (part.startsWith(".") && part !== ".."));
}
