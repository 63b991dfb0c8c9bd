import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { describe, expect, it } from "vitest";
import { exitCodeMeanings } from "../src/output/exit-codes.js";
import { createProgram } from "../src/program.js";

const path = fileURLToPath(new URL("../README.md", import.meta.url));
const program = createProgram({ run: async () => undefined, interrupted: () => new Promise(() => undefined) }, "0.0.0");

/** Every command that does something itself, as a person types it. */
function listCommands(command: Command, before: string): readonly (readonly [string, string])[] {
  const args = command.registeredArguments.map(one =>
    `[${one.name()}${one.variadic ? "..." : ""}]`.replace(/^\[(.*)\]$/, one.required ? "$1" : "[$1]"),
  );
  const name = [before, command.name()].filter(part => part !== "").join(" ");
  const own =
    command.parent === null
      ? []
      : [[[name, ...args.map(arg => arg.toUpperCase())].join(" "), command.description()] as const];
  return [...own, ...command.commands.flatMap(child => listCommands(child, name))];
}

function between(text: string, name: string): string {
  const found = new RegExp(`<!-- ${name} -->\\n([^]*?)\\n<!-- /${name} -->`).exec(text);
  if (found?.[1] === undefined) throw new Error(`README.md has no part "${name}"`);
  return found[1];
}

/** A Markdown table as the formatter lays it out. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0))) ?? [];
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const [head = [], ...body] = rows;
  return [head, widths.map(width => "-".repeat(width)), ...body].map(line).join("\n");
}

const parts = {
  commands: table([
    ["command", "what it does"],
    ...listCommands(program, "").map(([name, what]) => [`\`${name}\``, what]),
  ]),
  "exit codes": table([["code", "meaning"], ...exitCodeMeanings.map(({ code, meaning }) => [String(code), meaning])]),
};

describe("the README", () => {
  it.each(Object.entries(parts))(
    "has the %s that the command has (UPDATE_FIXTURES=1 writes them)",
    async (name, should) => {
      const text = await readFile(path, "utf8");
      if (process.env.UPDATE_FIXTURES === "1") {
        await writeFile(
          path,
          text.replace(between(text, name), () => should),
        );
        return;
      }
      expect(between(text, name)).toBe(should);
    },
  );

  it("every command has examples or is part of one that has, and describes itself in one sentence", () => {
    for (const command of program.commands) {
      let help = "";
      command
        .configureOutput({
          writeOut: text => {
            help += text;
          },
        })
        .outputHelp();
      expect(help).toContain("Examples:");
      expect(command.description()).toMatch(/^[a-z].*[^.]$/);
    }
  });
});
