import { Project, ts } from "ts-morph";
import type { SourceText } from "./source-text.js";

/** A syntax tree and what the parser could not make sense of. */
export interface Parsed {
  readonly ast: ts.SourceFile;
  readonly syntaxErrors: readonly SyntaxProblem[];
}

/** A mistake that the parser reports. */
interface SyntaxProblem {
  readonly start: number;
  readonly end: number;
  readonly problem: string;
}

/**
 * All that we take from ts-morph: syntax trees with positions. No type checker, no libraries, no dependencies; files
 * come as texts that somebody else has read.
 */
export class Parser {
  readonly #project: Project = new Project({
    useInMemoryFileSystem: true,
    skipFileDependencyResolution: true,
    skipLoadingLibFiles: true,
    compilerOptions: {
      allowJs: true,
      noLib: true,
      noResolve: true,
      jsx: ts.JsxEmit.Preserve,
      target: ts.ScriptTarget.ESNext,
    },
  });

  /** The syntax trees of these files, by path. */
  parse(sources: readonly SourceText[]): ReadonlyMap<string, Parsed> {
    // The in-memory file system thinks in POSIX paths, so files go by number there and keep their extension.
    const trees = sources.map((source, index) => {
      const extension = source.path.slice(source.path.lastIndexOf("."));
      return this.#project.createSourceFile(`/${index}${extension}`, source.text, { overwrite: true }).compilerNode;
    });
    const program = this.#project.getProgram().compilerObject;
    return new Map(
      sources.flatMap((source, index) => {
        const ast = trees[index];
        if (ast === undefined) return [];
        const syntaxErrors = program.getSyntacticDiagnostics(ast).map(({ start, length, messageText }) => ({
          start,
          end: start + length,
          problem: ts.flattenDiagnosticMessageText(messageText, " "),
        }));
        return [[source.path, { ast, syntaxErrors }]];
      }),
    );
  }
}
