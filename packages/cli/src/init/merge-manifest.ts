import { readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { CommandError } from "../output/command-error.js";
import { exitCodes } from "../output/exit-codes.js";

const scripts = { dev: "flow dev", compile: "flow compile" };

/**
 * Adds what is missing to the package.json of a folder, or makes one. Nothing that stands there is changed: a script of
 * the same name stays, and so do the order of the keys and the indentation.
 */
export async function mergeManifest(folder: string): Promise<"created" | "changed" | "kept"> {
  const path = join(folder, "package.json");
  const text = await readIfThere(path);
  if (text === undefined) {
    const manifest = { name: packageName(folder), version: "0.0.0", private: true, type: "module", scripts };
    await writeFile(path, `${JSON.stringify(manifest, null, 2)}\n`, { flag: "wx" });
    return "created";
  }
  const manifest = parseManifest(path, text);
  const present = isRecord(manifest.scripts) ? manifest.scripts : {};
  const missing = Object.entries(scripts).filter(([name]) => !Object.hasOwn(present, name));
  if (missing.length === 0) return "kept";
  const merged = { ...manifest, scripts: { ...present, ...Object.fromEntries(missing) } };
  const indent = /^([ \t]+)"/m.exec(text)?.[1] ?? "  ";
  await writeFile(path, `${JSON.stringify(merged, null, indent)}\n`);
  return "changed";
}

function parseManifest(path: string, text: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    if (isRecord(parsed)) return parsed;
  } catch {
    // Said below in our own words.
  }
  throw new CommandError({
    code: "BAD_MANIFEST",
    message: `${path} is not a JSON object, so nothing was written.`,
    fix: "Put it right, or delete it, and run `flow init` again.",
    exitCode: exitCodes.usage,
  });
}

function packageName(folder: string): string {
  const name = basename(folder)
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return name === "" || name === "flowline" ? "my-flows" : name;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
