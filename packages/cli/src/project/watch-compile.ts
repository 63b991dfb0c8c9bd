import { type ProjectWatcher, watchProject } from "../dev/watch-project.js";
import { errorJson, errorText } from "../output/describe-error.js";
import type { CommandResult } from "../output/terminal.js";
import { type CompileRequest, runCompile } from "./run-compile.js";

/**
 * Compiles a project now and after every change of what it was made from, until `interrupted` says that it is enough.
 * One round at a time; changes that come during a round are one more round. Nothing that goes wrong ends it.
 */
export async function watchCompile(
  request: CompileRequest,
  interrupted: () => Promise<unknown>,
): Promise<CommandResult> {
  const { compiler, checkOnly, terminal } = request;
  const bell = createBell();
  const end = interrupted().then(() => bell.ring("end"));
  // Before the first round, so that nothing is missed while it lasts.
  const watcher = await watchProject({
    projectDir: compiler.projectDir,
    irToo: checkOnly,
    onChange: () => bell.ring("change"),
    onError: error => terminal.note(`The project's files cannot be watched: ${String(error)}`),
  });
  await round(request, watcher, "");
  terminal.note("\nWatching for changes. Ctrl-C ends it.");
  while ((await bell.heard()) === "change") await round(request, watcher, "\n");
  await watcher.close();
  await end;
  return { json: undefined, text: "" };
}

/** One compile, told as one event; what it read is watched from then on. */
async function round(request: CompileRequest, watcher: ProjectWatcher, before: string): Promise<void> {
  const { terminal } = request;
  const startMs = Date.now();
  try {
    const { document, text, files } = await runCompile(request);
    terminal.event({ event: "compiled", ...document }, `${before}${text}`);
    await watcher.follow(files, startMs);
  } catch (error) {
    terminal.event({ event: "error", ...errorJson(error) }, `${before}${errorText(error)}`);
  }
}

type Ring = "change" | "end";

/** Remembers that it was rung until somebody asks; however often it was, it says so once. The end comes before a change. */
function createBell(): { ring(what: Ring): void; heard(): Promise<Ring> } {
  const rung = new Set<Ring>();
  let wake: () => void = () => undefined;
  return {
    ring: what => {
      rung.add(what);
      wake();
    },
    heard: async () => {
      while (rung.size === 0) {
        await new Promise<void>(resolve => {
          wake = resolve;
        });
      }
      const what = rung.has("end") ? "end" : "change";
      rung.clear();
      return what;
    },
  };
}
