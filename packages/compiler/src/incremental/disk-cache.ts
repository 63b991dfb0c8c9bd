import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { compilerId } from "./compiler-id.js";
import { type CacheEntry, decodeEntry, encodeEntry } from "./decode-entry.js";
import { hash } from "./fingerprint.js";

/** Entries of other versions of Node or of the compiler that are kept. */
const MAX_ENTRIES = 4;

/** The last sound compile of a project, one for each version of Node and of the compiler, in `.flow/cache`. */
export class DiskCache {
  readonly #folder: string;
  readonly #file: string;

  constructor(projectDir: string) {
    this.#folder = join(projectDir, ".flow", "cache");
    const name = hash(JSON.stringify([compilerId(), process.version, process.platform, process.arch, projectDir]));
    this.#file = join(this.#folder, `compile-${name.slice(0, 20)}.json`);
  }

  /** Null where there is none, or where it is damaged: the project is then compiled from nothing. */
  async read(): Promise<CacheEntry | null> {
    try {
      return decodeEntry(await readFile(this.#file, "utf8"));
    } catch {
      return null;
    }
  }

  /** Keeps a compile. Where that cannot be written, the next compile takes longer, and that is all. */
  async write(entry: CacheEntry): Promise<void> {
    const temporary = `${this.#file}.${randomUUID()}.tmp`;
    try {
      await mkdir(this.#folder, { recursive: true });
      await this.#ignore();
      await writeFile(temporary, encodeEntry(entry));
      await rename(temporary, this.#file);
      await this.#prune();
    } catch {
      await rm(temporary, { force: true }).catch(() => undefined);
    }
  }

  /** The folder ignores itself: nobody commits it by accident. */
  async #ignore(): Promise<void> {
    await writeFile(join(this.#folder, "..", ".gitignore"), "*\n", { flag: "wx" }).catch(() => undefined);
  }

  async #prune(): Promise<void> {
    const names = (await readdir(this.#folder)).filter(name => name.startsWith("compile-"));
    const ages = await Promise.all(
      names.map(async name => {
        const path = join(this.#folder, name);
        return { path, writtenMs: (await stat(path).catch(() => null))?.mtimeMs ?? 0 };
      }),
    );
    const old = ages.sort((left, right) => right.writtenMs - left.writtenMs).slice(MAX_ENTRIES);
    await Promise.all(old.map(({ path }) => rm(path, { force: true })));
  }
}
