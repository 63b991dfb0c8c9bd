import type { Token, Tokens } from "marked";
import { decodeEntities } from "./html-entities.js";
import { innerTokens, readHref } from "./markdown.js";
import type { LiteralPart, ValuePart } from "./part.js";
import type { Placeholders } from "./placeholders.js";

/**
 * The readable text of a message, made from its Markdown and not from its HTML: paragraphs as they were written, lists
 * and quotes with their marks, a link as `text (address)`.
 */
export function printText(tokens: readonly Token[], placeholders: Placeholders): string {
  return `${printBlocks(tokens, { placeholders, separator: "\n\n" })}\n`;
}

interface TextContext {
  readonly placeholders: Placeholders;
  readonly separator: "\n" | "\n\n";
}

function printBlocks(tokens: readonly Token[], context: TextContext): string {
  return tokens
    .map(token => printBlock(token, context).trimEnd())
    .filter(block => block !== "")
    .join(context.separator);
}

function printBlock(token: Token, context: TextContext): string {
  switch (token.type) {
    case "space":
    case "def":
      return "";
    case "code":
      return indent(token.text, "    ", "    ");
    case "blockquote":
      return indent(printBlocks(innerTokens(token), { ...context, separator: "\n\n" }), "> ", "> ");
    case "list":
      return printList(token, context);
    case "hr":
      return "* * *";
    case "table":
      return printTable(token, context);
    case "html":
      return printMarkup(token.text, context);
    default:
      return printInline("tokens" in token ? innerTokens(token) : [token], context);
  }
}

function printList(list: Tokens.List | Tokens.Generic, context: TextContext): string {
  const items: readonly Tokens.ListItem[] = list.items;
  const separator = list.loose ? "\n\n" : "\n";
  return items
    .map((item, index) => {
      const mark = list.ordered ? `${Number(list.start) + index}. ` : "- ";
      const box = item.task ? (item.checked ? "[x] " : "[ ] ") : "";
      const content = item.tokens.filter(token => token.type !== "checkbox");
      return indent(printBlocks(content, { ...context, separator }), mark + box, " ".repeat(mark.length));
    })
    .join(separator);
}

function printTable(table: Tokens.Table | Tokens.Generic, context: TextContext): string {
  const rows: readonly (readonly Tokens.TableCell[])[] = [table.header, ...table.rows];
  return rows.map(row => row.map(cell => printInline(cell.tokens, context)).join(" | ")).join("\n");
}

function printInline(tokens: readonly Token[], context: TextContext): string {
  // The addresses of the author's own <a> elements that are open.
  const open: string[] = [];
  return tokens
    .map(token => {
      if (token.type !== "html") return printInlineToken(token, context);
      const href = HREF.exec(token.text);
      if (href !== null) open.push(decodeEntities(href[1] ?? href[2] ?? ""));
      if (/^<\/a/i.test(token.text)) return printAddress(open.pop() ?? "", context);
      return /^<br/i.test(token.text) ? "\n" : "";
    })
    .join("");
}

const ANCHOR = /<a\s[^>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')[^>]*>([\s\S]*?)<\/a\s*>/gi;
const HREF = /^<a\s[^>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/i;

function printInlineToken(token: Token, context: TextContext): string {
  switch (token.type) {
    case "br":
      return "\n";
    case "codespan":
    case "escape":
      return token.text;
    case "image":
      return decodeEntities(token.text);
    case "link":
      return printLink(token, context);
    case "text":
      return "tokens" in token ? printInline(innerTokens(token), context) : decodeEntities(token.text);
    default:
      return "tokens" in token ? printInline(innerTokens(token), context) : token.raw;
  }
}

function printLink(link: Tokens.Link | Tokens.Generic, context: TextContext): string {
  if ("autolink" in link && link.autolink === true) return String(link.text);
  const text = printInline(innerTokens(link), context);
  const address = readHref(link);
  const isShown = address === text || address === `mailto:${text}` || address === `http://${text}`;
  return isShown ? text : text + printAddress(address, context);
}

/** A finished address in parentheses. One with variables becomes a part, because it may have to be left out. */
function printAddress(address: string, { placeholders }: TextContext): string {
  const shown = address.replace(/^mailto:/i, "");
  if (address === "") return "";
  if (!placeholders.isIn(address)) return ` (${shown})`;
  const url = placeholders.split(address).filter((part): part is LiteralPart | ValuePart => part.kind !== "link");
  return placeholders.hold({ kind: "link", before: " (", url, after: ")" });
}

/** A block of the author's own HTML, for readers without HTML. */
function printMarkup(html: string, context: TextContext): string {
  const text = html
    .replace(/<!--[\s\S]*?(?:-->|$)/g, "")
    .replace(/<(script|style|template|svg)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, "")
    .replace(ANCHOR, (_, double, single, inside) => inside + printAddress(decodeEntities(double ?? single), context))
    .replace(/<br\s*\/?>\s*/gi, "\n")
    .replace(/<\/(?:p|div|h[1-6]|li|tr|ul|ol|table|blockquote|section)\s*>\s*/gi, "\n")
    .replace(/<[^>]*>/g, "");
  return decodeEntities(text)
    .split("\n")
    .map(line => line.trim())
    .filter(line => line !== "")
    .join("\n");
}

function indent(text: string, first: string, others: string): string {
  return text
    .split("\n")
    .map((line, index) => (index === 0 ? first : others) + line)
    .map(line => line.trimEnd())
    .join("\n");
}
