import { realpath, stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { MessageCatalog } from "@flowline/ir";
import { findProjectFile } from "./1-load/find-project.js";
import type { CompileResult } from "./6-emit/compiled.js";
import { withoutProject } from "./compile.js";
import type { CompileOptions } from "./compile-options.js";
import type { Snapshot, SourceOptions } from "./compile-source.js";
import { type CompiledSource, isError, settle } from "./compiled-source.js";
import { DiskCache } from "./incremental/disk-cache.js";
import {
  differences,
  type Fingerprint,
  fileKey,
  fileOfKey,
  fingerprintAll,
  fingerprintSources,
  hash,
} from "./incremental/fingerprint.js";

/** Compiles one project again and again. Each time it gives what `compile` gives, sooner where little has changed. */
export interface Compiler {
  compile(): Promise<CompileResult>;
}

/** Options of `createCompiler`. */
export interface CompilerOptions extends CompileOptions {
  /** Whether sound compiles are kept in `.flow/cache` for other processes. Default: yes. */
  readonly keepsOnDisk?: boolean;
}

/** A compiler of one project, with a memory. What it remembers is held against the files each time, and never trusted. */
export function createCompiler(options: CompilerOptions): Compiler {
  const memory = new CompilerMemory(options);
  return Object.freeze({ compile: () => memory.compile() });
}

/** A compile that is known to hold for a state of the files. */
interface Known {
  readonly fingerprint: Fingerprint;
  readonly source: CompiledSource;
  /** What it takes to compile a part anew; null where it came from the disk. */
  readonly snapshot: Snapshot | null;
}

/** File systems keep coarser time than we do. */
const COARSE_MS = 20;

class CompilerMemory {
  readonly #options: CompilerOptions;
  #known: Known | null = null;
  #disk: DiskCache | null = null;

  constructor(options: CompilerOptions) {
    this.#options = options;
  }

  async compile(): Promise<CompileResult> {
    const folder = resolve(this.#options.projectDir);
    const configPath = await findProjectFile(folder);
    if (configPath === null) return withoutProject(folder);
    const options = { ...this.#options, folder: await realpath(folder), configPath: await realpath(configPath) };
    return settle((await this.#again(options)) ?? (await this.#anew(options)));
  }

  /** What is known already, or made of it; null where that does not help. */
  async #again(options: SourceOptions): Promise<CompiledSource | null> {
    const known = this.#known ?? (await this.#recall(options));
    if (known === null) return null;
    const inputs = [...known.fingerprint.keys()].flatMap(key => fileOfKey(key) ?? []);
    const folder = known.source.project?.ir.messages ?? "";
    const catalog = folder === "" ? null : await options.messages(folder);
    const now = withMessages(await fingerprintAll(options.folder, inputs), catalog);
    const changed = differences(known.fingerprint, now);
    if (changed.length === 0) return known.source;
    if (known.snapshot === null) return null;
    const { recompile } = await import("./incremental/recompile.js");
    const snapshot = await recompile(known.snapshot, { changed, now, options });
    if (snapshot === null) return null;
    this.#known = { fingerprint: now, source: snapshot.source, snapshot };
    return snapshot.source;
  }

  async #anew(options: SourceOptions): Promise<CompiledSource> {
    this.#known = null;
    const { compileSource } = await import("./compile-source.js");
    const before = await fingerprintSources(options.folder);
    const startMs = Date.now();
    const snapshot = await compileSource(options);
    const { source, inputs } = snapshot;
    const fingerprint = withMessages(await fingerprintAll(options.folder, inputs), snapshot.catalog);
    // Somebody may have written while we read; it is then unknown which state of the files this compile belongs to.
    const isStill = differences(before, await fingerprintSources(options.folder)).length === 0;
    const foreign = inputs.filter(path => !before.has(fileKey(path)));
    if (!isStill || (await anyChangedSince(foreign, startMs - COARSE_MS))) return source;
    this.#known = { fingerprint, source, snapshot };
    if (isSound(source)) await this.#diskOf(options)?.write({ fingerprint, source });
    return source;
  }

  async #recall(options: SourceOptions): Promise<Known | null> {
    const entry = await this.#diskOf(options)?.read();
    return entry === null || entry === undefined ? null : { ...entry, snapshot: null };
  }

  #diskOf({ folder }: SourceOptions): DiskCache | null {
    if (this.#options.keepsOnDisk === false) return null;
    this.#disk ??= new DiskCache(folder);
    return this.#disk;
  }
}

/** Messages count by what was read of them: where they lie, and how, is their reader's affair. */
function withMessages(files: Fingerprint, catalog: MessageCatalog | null): Fingerprint {
  return new Map(files).set("messages", hash(JSON.stringify(catalog)));
}

/** Findings of errors may depend on how long something took; they are made anew by every process. */
function isSound({ project, diagnostics }: CompiledSource): boolean {
  return project !== null && !diagnostics.some(isError);
}

async function anyChangedSince(paths: readonly string[], sinceMs: number): Promise<boolean> {
  const stats = await Promise.all(paths.map(path => stat(path).catch(() => null)));
  return stats.some(found => found !== null && Math.max(found.mtimeMs, found.ctimeMs) >= sinceMs);
}
