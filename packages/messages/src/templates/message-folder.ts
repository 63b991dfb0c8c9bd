import { readdir, readFile } from "node:fs/promises";
import { basename, join, relative, resolve, sep } from "node:path";
import type { Diagnostic } from "@flowline/ir";
import type { CompiledMessage } from "./compile-message.js";
import { compileMessage } from "./compile-message.js";
import { reportFinding } from "./message-findings.js";
import { createSourceText, spanBetween } from "./source-text.js";

/** Every message of a folder, broken ones included, and all that is wrong with them in the order of their files. */
export interface MessageFolder {
  readonly messages: ReadonlyMap<string, CompiledMessage>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads every `.md` file in the folder and below. Names that begin with a dot or an underscore are left alone. */
export async function readMessageFolder(projectDir: string, folder: string): Promise<MessageFolder> {
  const root = resolve(projectDir, folder);
  const paths = await listPaths(root);
  if (paths === undefined) {
    const message = `There is no message folder ${JSON.stringify(folder)}.`;
    return { messages: new Map(), diagnostics: [reportFinding("FLOW2101", { message, span: null })] };
  }
  const messages = new Map<string, CompiledMessage>();
  const diagnostics: Diagnostic[] = [];
  for (const path of paths) {
    const file = relative(resolve(projectDir), path).split(sep).join("/");
    const name = basename(path, ".md");
    const compiled = await readMessage(path, file);
    diagnostics.push(...compiled.diagnostics);
    const namesake = [...messages.keys()].find(other => other.toLowerCase() === name.toLowerCase());
    const first = namesake === undefined ? undefined : messages.get(namesake);
    if (first === undefined) messages.set(name, compiled);
    else diagnostics.push(reportDuplicate(name, first.summary.file, file));
  }
  return { messages, diagnostics };
}

/** Sorted, so that findings come in a stable order; undefined where the folder cannot be read. */
async function listPaths(folder: string): Promise<readonly string[] | undefined> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return undefined;
  const paths: string[] = [];
  for (const entry of entries.sort((left, right) => (left.name < right.name ? -1 : 1))) {
    if (/^[._]/.test(entry.name)) continue;
    const path = join(folder, entry.name);
    // A folder that cannot be listed is kept as a path, so that reading it says why.
    if (entry.isDirectory()) paths.push(...((await listPaths(path)) ?? [path]));
    else if (entry.name.endsWith(".md")) paths.push(path);
  }
  return paths;
}

async function readMessage(path: string, file: string): Promise<CompiledMessage> {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await readFile(path));
    return compileMessage(createSourceText(file, text));
  } catch (error) {
    return unreadable(file, error instanceof TypeError ? "it is not UTF-8" : describeSystemError(error));
  }
}

function describeSystemError(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT") return "it links to nothing";
  if (code === "EACCES" || code === "EPERM") return "this user may not read it";
  if (code === "EISDIR") return "it is a folder";
  throw error;
}

function unreadable(file: string, reason: string): CompiledMessage {
  const message = `${file} cannot be read: ${reason}.`;
  const span = spanBetween(createSourceText(file, ""), 0, 0);
  return Object.freeze({
    summary: Object.freeze({ file, variables: Object.freeze([]) }),
    subject: Object.freeze([]),
    html: Object.freeze([]),
    text: Object.freeze([]),
    diagnostics: Object.freeze([reportFinding("FLOW2102", { message, span })]),
  });
}

function reportDuplicate(name: string, first: string, second: string): Diagnostic {
  const start = (file: string) => spanBetween(createSourceText(file, ""), 0, 0);
  return reportFinding("FLOW2107", {
    message: `There are two messages named ${JSON.stringify(name)}.`,
    span: start(second),
    related: [{ message: `The first one is ${first}.`, span: start(first) }],
  });
}
