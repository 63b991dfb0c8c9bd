import { readFile } from "node:fs/promises";

/** A file of the built page. */
export interface Asset {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly type: string;
  /** Whether its name holds a hash of its content, so that it never changes under that name. */
  readonly hashed: boolean;
}

/** The file that answers `path`, or undefined. Only names of the build's own form are looked for, so none leads outside. */
export async function findAsset(webFolder: URL, path: string): Promise<Asset | undefined> {
  const name = path === "/" ? "index.html" : path.slice(1);
  const type = TYPES[name.slice(name.lastIndexOf("."))];
  if (type === undefined || !/^(assets\/)?[\w-][\w.-]*$/.test(name)) {
    return undefined;
  }
  try {
    const body = new Uint8Array(await readFile(new URL(name, webFolder)));
    return { body, type, hashed: name.startsWith("assets/") };
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      return undefined;
    }
    throw error;
  }
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};
