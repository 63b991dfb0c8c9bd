import { chmod, cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A copy of an example in a folder of its own, which a test may change. */
export interface ExampleProject {
  readonly folder: string;
  /** Replaces a text in one of its files; fails where it is not there. */
  edit(file: string, from: string, to: string): Promise<void>;
  write(file: string, text: string): Promise<void>;
  remove(): Promise<void>;
}

/** Copies an example. It finds the packages of this repository as if they were installed. */
export async function copyExample(name: "upgrade-drip" | "win-back"): Promise<ExampleProject> {
  const folder = await mkdtemp(join(tmpdir(), `flowline-${name}-`));
  await chmod(folder, 0o755);
  await cp(join(root, "examples", name), folder, {
    recursive: true,
    filter: path => !/\/(?:node_modules|\.flow)(?:\/|$)/.test(path.slice(root.length)),
  });
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  return {
    folder,
    edit: async (file, from, to) => {
      const text = await readFile(join(folder, file), "utf8");
      if (!text.includes(from)) throw new Error(`${file} does not contain ${from}`);
      await writeFile(join(folder, file), text.replace(from, to));
    },
    write: (file, text) => writeFile(join(folder, file), text),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
