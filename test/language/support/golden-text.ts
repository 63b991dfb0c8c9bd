import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** The committed text of that name. `UPDATE_FIXTURES=1` writes what is there now, for you to read in the difference. */
export async function goldenText(path: string, actual: string): Promise<string> {
  const file = join(import.meta.dirname, "..", path);
  if (process.env.UPDATE_FIXTURES === "1") {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${actual}\n`);
  }
  return (await readFile(file, "utf8")).replace(/\n$/, "");
}
