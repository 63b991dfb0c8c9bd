import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Node, Project } from "ts-morph";
import { describe, expect, it } from "vitest";

// What the types of the DSL let an author write as an option, the compiler reads somewhere: an option that is only
// accepted would be ignored. Both sides are read from their sources.

const dsl = fileURLToPath(new URL("../../../dsl/src", import.meta.url));
const lower = fileURLToPath(new URL("../../src/4-lower", import.meta.url));

/** Types of options, by file, with members written beside them in the signatures of words. */
const files = [
  "types/call-options.ts",
  "types/context.ts",
  "types/loop-options.ts",
  "types/step-options.ts",
  "types/task.ts",
  "types/wait-options.ts",
  "words/chain.ts",
  "words/dag.ts",
  "words/heads.ts",
];
const isOptions = /Options$|^(?:EventTerms|TaskOrder|TaskConditions|Named)$/;
const wordsWithOptions = /\b(?:options|terms)\??:/;

describe("the options of the words", () => {
  const written = optionNames();
  const read = new Set(literalsIn(lower));

  it("are found in the types", () => {
    expect([...written]).toEqual(expect.arrayContaining(["armError", "honorRetryAfter", "retries", "salt", "since"]));
    expect(written.size).toBeGreaterThan(50);
  });

  it.for([...written].sort())("%s is read", name => {
    expect(read).toContain(name);
  });
});

/** The members of the option types, and of the objects written out behind `options:` and `terms:`. */
function optionNames(): ReadonlySet<string> {
  const project = new Project({ useInMemoryFileSystem: true });
  const names = new Set<string>();
  for (const file of files) {
    const source = project.createSourceFile(file, readFileSync(join(dsl, file), "utf8"));
    source.forEachDescendant(node => {
      if (Node.isPropertySignature(node) && isOption(node)) names.add(node.getName());
    });
  }
  return names;
}

/** Members of arms have names that the arms' own types say, and are no options. */
function isOption(property: Node): boolean {
  const parent = property.getParent();
  if (Node.isInterfaceDeclaration(parent)) return isOptions.test(parent.getName());
  const parameter = property.getFirstAncestor(Node.isParameterDeclaration);
  return parameter !== undefined && wordsWithOptions.test(parameter.getText().split("\n")[0] ?? "");
}

/** Every text that the compiler's fourth phase is written with. */
function literalsIn(folder: string): readonly string[] {
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(file => file.endsWith(".ts"));
  return sources.flatMap(file =>
    [...readFileSync(join(folder, file), "utf8").matchAll(/"([A-Za-z]+)"/g)].flatMap(([, text]) => text ?? []),
  );
}
