import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { hash } from "./fingerprint.js";

let known: string | undefined;

/**
 * Tells compilers apart by their own programs: a version number alone would not tell that somebody works on the compiler.
 * The manifest fixes the versions of what it is built on.
 */
export function compilerId(): string {
  if (known !== undefined) return known;
  const own = fileURLToPath(new URL("..", import.meta.url));
  const ir = dirname(createRequire(import.meta.url).resolve("@flowline/ir"));
  const programs = [own, ir].flatMap(folder =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter(file => /\.[jt]s$/.test(file) && !file.endsWith(".d.ts"))
      .sort()
      .map(file => readFileSync(join(folder, file), "utf8")),
  );
  known = hash([readFileSync(join(own, "..", "package.json"), "utf8"), ...programs].join("\0"));
  return known;
}
