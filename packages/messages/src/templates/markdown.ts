import type { Token, Tokens, TokensList } from "marked";
import { Marked } from "marked";
import { decodeEntities } from "./html-entities.js";
import { escapeHtml } from "./render-parts.js";

const HEADING_SIZES: readonly string[] = ["26px", "22px", "19px"];
const LINE = "#d4d4d8";
const MONOSPACE = "ui-monospace,SFMono-Regular,Menlo,Consolas,monospace";

/**
 * GitHub's Markdown with the styles written onto the elements, because mail programs drop style sheets. The author's own
 * HTML passes through.
 */
const marked: Marked = new Marked({
  gfm: true,
  async: false,
  renderer: {
    heading({ tokens, depth }) {
      const size = HEADING_SIZES[depth - 1] ?? "17px";
      const style = `margin:28px 0 12px;font-size:${size};line-height:1.3;font-weight:600`;
      return `<h${depth} style="${style}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
    },
    paragraph({ tokens }) {
      return `<p style="margin:0 0 16px">${this.parser.parseInline(tokens)}</p>\n`;
    },
    blockquote({ tokens }) {
      const style = `margin:0 0 16px;padding:0 0 0 16px;border-left:3px solid ${LINE}`;
      return `<blockquote style="${style}">${this.parser.parse(tokens)}</blockquote>\n`;
    },
    code({ text }) {
      const style = `margin:0 0 16px;padding:12px 16px;border:1px solid ${LINE};border-radius:8px;overflow-x:auto;font:14px/1.5 ${MONOSPACE}`;
      return `<pre style="${style}"><code>${escapeHtml(text)}</code></pre>\n`;
    },
    codespan({ text }) {
      return `<code style="font:0.9em ${MONOSPACE}">${escapeHtml(text)}</code>`;
    },
    hr() {
      return `<hr style="margin:28px 0;border:0;border-top:1px solid ${LINE}">\n`;
    },
    table({ header, rows }) {
      const lines = [header, ...rows].map(row => `<tr>${row.map(cell => this.tablecell(cell)).join("")}</tr>`);
      return `<table style="margin:0 0 16px;border-collapse:collapse">${lines.join("\n")}</table>\n`;
    },
    tablecell({ tokens, header, align }) {
      const tag = header ? "th" : "td";
      const style = `padding:6px 20px 6px 0;border-bottom:1px solid ${LINE};text-align:${align ?? "left"}`;
      return `<${tag} style="${style}">${this.parser.parseInline(tokens)}</${tag}>`;
    },
    checkbox({ checked }) {
      return checked ? "&#9745; " : "&#9744; ";
    },
    image(token) {
      const style = "max-width:100%;height:auto;border:0";
      return `<img src="${escapeHtml(readHref(token))}" alt="${escapeHtml(decodeEntities(token.text))}"${titleOf(token)} style="${style}">`;
    },
    link(token) {
      const inside = this.parser.parseInline(token.tokens);
      return `<a href="${escapeHtml(readHref(token))}"${titleOf(token)} style="color:#1d4ed8">${inside}</a>`;
    },
  },
});

/** The Markdown's tokens, from which both the HTML and the text of a message are made. */
export function readMarkdown(markdown: string): TokensList {
  return marked.lexer(markdown);
}

/** The tokens as HTML. */
export function printHtml(tokens: TokensList): string {
  return marked.parser(tokens);
}

/** The address of a link or an image. Marked leaves character references in it, except where it was written bare. */
export function readHref(token: Tokens.Link | Tokens.Image | Tokens.Generic): string {
  const href = String(token.href);
  return "autolink" in token && token.autolink === true ? href : decodeEntities(href);
}

function titleOf({ title }: Tokens.Link | Tokens.Image): string {
  return title ? ` title="${escapeHtml(decodeEntities(title))}"` : "";
}

/** The tokens directly inside a token, except for those of lists and tables, which have a shape of their own. */
export function innerTokens(token: Token): readonly Token[] {
  return "tokens" in token ? (token.tokens ?? []) : [];
}
