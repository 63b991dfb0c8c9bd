import type { MessageCatalog } from "@flowline/ir";
import type { MessageFolder } from "./message-folder.js";
import { readMessageFolder } from "./message-folder.js";

/**
 * What the compiler must know of a project's messages. Never rejects for what is wrong in the files: that is in
 * `diagnostics`, and a broken message is in the catalog all the same, so that it is not reported as unknown too.
 */
export async function loadCatalog(projectDir: string, folder: string): Promise<MessageCatalog> {
  return toCatalog(await readMessageFolder(projectDir, folder));
}

/** The catalog of a folder that has been read. */
export function toCatalog({ messages, diagnostics }: MessageFolder): MessageCatalog {
  const summaries = [...messages].map(([name, message]) => [name, message.summary] as const);
  return Object.freeze({
    messages: Object.freeze(Object.fromEntries(summaries)),
    diagnostics: Object.freeze([...diagnostics]),
  });
}
