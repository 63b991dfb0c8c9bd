import { basename, posix } from "node:path";
import type { Diagnostic } from "@flowline/ir";
import { staleIr } from "../diagnostics/change.js";
import { diagnose } from "../diagnostics/definition.js";
import type { CompileResult } from "./compiled.js";
import { isSame, readIfThere } from "./write-ir.js";

/** What is committed, where it is not what the source compiles to. */
export async function checkIr({ project, flows }: CompileResult): Promise<readonly Diagnostic[]> {
  const files = [...(project === null ? [] : [{ ...project, file: basename(project.path) }]), ...flows.map(fileOf)];
  const findings = await Promise.all(
    files.map(async ({ path, text, file }) => {
      const committed = await readIfThere(path);
      if (isSame(committed, text)) return [];
      return [diagnose(staleIr, { file, state: committed === null ? "missing" : "out of date" }, { span: null })];
    }),
  );
  return findings.flat();
}

function fileOf({ path, text, ir }: CompileResult["flows"][number]): {
  readonly path: string;
  readonly text: string;
  readonly file: string;
} {
  return { path, text, file: posix.join(posix.dirname(ir.meta.file), basename(path)) };
}
