import type { Span } from "@flowline/ir";
import { displayWidth } from "./display-width.js";

const TAB = "  ";

/** The line of a place with its neighbours, and a line of carets under it. Empty where the file has no such line. */
export function codeFrame(text: string, { start, end }: Span): string {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|[\n\r\u2028\u2029]/);
  const line = lines[start.line - 1];
  if (line === undefined) return "";
  const width = String(Math.min(start.line + 1, lines.length)).length;
  const number = (value: number | string) => String(value).padStart(width);
  const print = (at: number, mark: string): readonly string[] => {
    const content = lines[at - 1];
    return content === undefined ? [] : [`${mark} ${number(at)} | ${expand(content)}`.trimEnd()];
  };
  const before = line.slice(0, start.column - 1);
  const marked =
    end.line === start.line ? line.slice(start.column - 1, end.column - 1) : line.slice(start.column - 1).trimEnd();
  const carets = "^".repeat(Math.max(1, displayWidth(expand(marked))));
  return [
    ...(start.line > 1 ? print(start.line - 1, " ") : []),
    ...print(start.line, ">"),
    `  ${number("")} | ${" ".repeat(displayWidth(expand(before)))}${carets}`,
    ...print(start.line + 1, " "),
  ].join("\n");
}

function expand(text: string): string {
  return text.replaceAll("\t", TAB);
}
