import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { MessageCatalog, MessageSummary } from "@flowline/ir";
import { readSourceText, spanAt } from "../../src/1-load/source-text.js";

/** A small stand-in for the catalog of `@flowline/messages`, which the compiler must not import: names and variables only. */
export async function readMessages(projectDir: string, folder: string): Promise<MessageCatalog> {
  const names = (await readdir(join(projectDir, folder))).filter(name => name.endsWith(".md")).sort();
  const messages: Record<string, MessageSummary> = {};
  for (const name of names) {
    const source = await readSourceText(projectDir, join(projectDir, folder, name));
    const variables = Array.from(source.text.matchAll(/\{\{\s*(?:(\w+)\.)?(\w+)\s*\}\}/g), match => ({
      field: match[2] ?? "",
      subject: match[1] ?? null,
      span: spanAt(source, match.index, match.index + match[0].length),
    }));
    messages[name.slice(0, -".md".length)] = { file: source.file, variables };
  }
  return { messages, diagnostics: [] };
}
