import { SourceMap } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import type { Span } from "@flowline/ir";
import type { Location } from "esbuild";
import { offsetAt, spanAt } from "../1-load/source-text.js";
import { originalOffset } from "../2-read/instrument.js";
import type { InstrumentedModule, Reading } from "../2-read/reading.js";
import type { Bundle } from "./bundle.js";

/** Finds places in the author's files for what esbuild and Node say about the files that we made of them. */
export class Locator {
  readonly #projectDir: string;
  readonly #reading: Reading;
  readonly #maps = new Map<string, { readonly folder: string; readonly contents: Uint8Array; map: SourceMap | null }>();

  constructor(projectDir: string, reading: Reading, bundle: Pick<Bundle, "files">) {
    this.#projectDir = projectDir;
    this.#reading = reading;
    for (const { path, contents } of bundle.files) {
      if (!path.endsWith(".map")) continue;
      this.#maps.set(basename(path, ".map"), { folder: dirname(path), contents, map: null });
    }
  }

  /** The place that esbuild reports. Its columns are counted in bytes. */
  ofBundler(location: Location | null): Span | null {
    if (location === null) return null;
    const module = this.#reading.modules.get(resolve(this.#projectDir, location.file));
    if (module === undefined) return null;
    const bytes = Buffer.from(location.lineText);
    const column = bytes.subarray(0, location.column).toString().length;
    const length = bytes.subarray(location.column, location.column + location.length).toString().length;
    const start = offsetAt(module.instrumented, location.line, column + 1);
    return spanAt(module.source, originalOffset(module, start), originalOffset(module, start + length));
  }

  /** The innermost place of a stack trace that lies in the project's own files. */
  ofStack(stack: string): Span | null {
    for (const [, path, line, column] of stack.matchAll(
      /(?:\(|at (?:async )?)((?:file:\/\/)?[^\s()]+):(\d+):(\d+)\)?$/gm,
    )) {
      const span = this.#ofFrame(basename(path ?? ""), Number(line), Number(column));
      if (span !== null) return span;
    }
    return null;
  }

  #ofFrame(file: string, line: number, column: number): Span | null {
    const mapped = this.#maps.get(file);
    if (mapped === undefined) return null;
    // Read when something has gone wrong, which is seldom.
    mapped.map ??= new SourceMap(JSON.parse(Buffer.from(mapped.contents).toString("utf8")));
    const entry = mapped.map.findEntry(line - 1, column - 1);
    if (!("originalSource" in entry)) return null;
    const module = this.#reading.modules.get(join(mapped.folder, entry.originalSource));
    if (module === undefined) return null;
    const offset = offsetAt(module.instrumented, entry.originalLine + 1, entry.originalColumn + 1);
    return wordAt(module, originalOffset(module, offset));
  }
}

/** From the place to the end of the name that begins there, so that there is something to underline. */
function wordAt({ source }: InstrumentedModule, offset: number): Span {
  const word = /^[\p{ID_Continue}$.]+/u.exec(source.text.slice(offset, offset + 80))?.[0] ?? " ";
  return spanAt(source, offset, Math.min(offset + word.length, source.text.length));
}
