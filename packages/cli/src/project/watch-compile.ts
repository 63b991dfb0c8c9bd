import { watchProject } from "../dev/watch-project.js";
import { errorJson, errorText } from "../output/describe-error.js";
import type { CommandResult, Terminal } from "../output/terminal.js";
import { type CompileRequest, runCompile } from "./run-compile.js";

/**
 * Compiles a project now and after every change of what it was made from, until `interrupted` says that it is enough.
 * One round at a time; changes that come during a round are one more round. Nothing that goes wrong ends it.
 */
export async function watchCompile(
  request: CompileRequest,
  interrupted: () => Promise<unknown>,
): Promise<CommandResult> {
  const { compiler, terminal } = request;
  const bell = createBell();
  const end = interrupted().then(() => bell.ring("end"));
  // Before the first round, so that nothing is missed while it lasts.
  const watcher = await watchProject({
    projectDir: compiler.projectDir,
    onChange: () => bell.ring("change"),
    onError: error => terminal.note(`The project's files cannot be watched: ${String(error)}`),
  });
  watcher.follow(await compileRound(request, ""));
  terminal.note("\nWatching for changes. Ctrl-C ends it.");
  while ((await bell.heard()) === "change") watcher.follow(await compileRound(request, "\n"));
  await watcher.close();
  await end;
  return { json: undefined, text: "" };
}

/** One compile, told as one event. Gives the files that it read. */
async function compileRound(request: CompileRequest, before: string): Promise<readonly string[]> {
  const { terminal } = request;
  try {
    const { document, text, files } = await runCompile(request);
    terminal.event({ event: "compiled", ...document }, `${before}${text}`);
    return files;
  } catch (error) {
    tellError(error, terminal, before);
    return [];
  }
}

function tellError(error: unknown, terminal: Terminal, before: string): void {
  terminal.event({ event: "error", ...errorJson(error) }, `${before}${errorText(error)}`);
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
