import type { MessageCatalog, MessageSummary, Row } from "@flowline/ir";
import { nearestName } from "@flowline/ir";
import type { CompiledMessage } from "./compile-message.js";
import { toCatalog } from "./load-catalog.js";
import { MessageError } from "./message-error.js";
import { readMessageFolder } from "./message-folder.js";
import { escapeHtml, keepPlain, renderParts } from "./render-parts.js";

/** A message with the values of one subject in it, ready to be sent. */
export interface RenderedMessage {
  /** One line without control characters. */
  readonly subject: string;
  /** A whole HTML page. */
  readonly html: string;
  readonly text: string;
}

/** The messages of a project, read once and turned into parts; rendering is string concatenation. */
export interface MessageLibrary {
  readonly catalog: MessageCatalog;
  /** The message's variables, or undefined where there is none of that name. */
  find(name: string): MessageSummary | undefined;
  /** Why the message cannot be rendered, in one sentence, or undefined where it can. */
  findProblem(name: string): string | undefined;
  /** Throws `MessageError` where there is no such message, where its file is broken, or where a value is missing. */
  render(name: string, values: Row): RenderedMessage;
}

/** Reads a project's messages. A broken file does not stop the others from being rendered. */
export async function loadMessages(projectDir: string, folder: string): Promise<MessageLibrary> {
  const read = await readMessageFolder(projectDir, folder);
  const { messages } = read;
  const findProblem = (name: string) => findError(messages, name)?.message;
  return Object.freeze({
    catalog: toCatalog(read),
    find: (name: string) => messages.get(name)?.summary,
    findProblem,
    render: (name: string, values: Row) => {
      const error = findError(messages, name);
      const message = messages.get(name);
      if (error !== undefined || message === undefined) throw error;
      return renderMessage(name, message, values);
    },
  });
}

function findError(messages: ReadonlyMap<string, CompiledMessage>, name: string): MessageError | undefined {
  const message = messages.get(name);
  if (message === undefined) {
    const meant = nearestName(name, messages.keys());
    const hint = meant === undefined ? "" : ` Did you mean ${JSON.stringify(meant)}?`;
    return new MessageError("MESSAGE_UNKNOWN", name, `There is no message ${JSON.stringify(name)}.${hint}`);
  }
  const [problem] = message.diagnostics;
  if (problem === undefined) return undefined;
  const place = problem.span === null ? "" : `:${problem.span.start.line}`;
  const text = `The message ${JSON.stringify(name)} is broken. ${message.summary.file}${place}: ${problem.message}`;
  return new MessageError("MESSAGE_BROKEN", name, text);
}

function renderMessage(name: string, message: CompiledMessage, values: Row): RenderedMessage {
  const read = (field: string) => {
    // Own properties only: a field called `constructor` or `__proto__` is a field or nothing.
    const value = Object.hasOwn(values, field) ? values[field] : undefined;
    if (value === undefined) {
      const text = `The message ${JSON.stringify(name)} needs the field ${JSON.stringify(field)}, which was not read.`;
      throw new MessageError("MESSAGE_VALUE_MISSING", name, text);
    }
    return value;
  };
  return Object.freeze({
    subject: renderParts(message.subject, read, keepPlain).trim(),
    html: renderParts(message.html, read, escapeHtml),
    text: renderParts(message.text, read, keepPlain),
  });
}
