import type { DiagnosticPage } from "@flowline/compiler";
import { nearestName } from "@flowline/ir";
import { CommandError } from "../output/command-error.js";
import { exitCodes } from "../output/exit-codes.js";
import { alignColumns } from "../output/format-table.js";
import type { CommandResult } from "../output/terminal.js";
import { wrapText } from "../output/wrap-text.js";
import { families, pages, pagesOf } from "./pages.js";

const width = 100;

/** The page of one code, which may be written without its prefix and in lower case. */
export function explainCode(written: string): CommandResult {
  const code = normalize(written);
  const page = pages.find(one => one.code === code);
  if (page === undefined) throw unknownCode(written, code);
  return { json: page, text: pageText(page) };
}

/** All codes with their titles, by family. */
export function explainAll(): CommandResult {
  const known = families
    .map(family => ({ family, members: pagesOf(family) }))
    .filter(({ members }) => members.length > 0);
  return {
    json: {
      families: known.map(({ family, members }) => ({
        family: family.name,
        codes: members.map(({ code, severity, title }) => ({ code, severity, title })),
      })),
    },
    text: [
      ...known.map(({ family, members }) => `${family.digit}xxx ${family.name}\n${listText(members)}`),
      "`flow explain CODE` tells what one of them means.",
    ].join("\n\n"),
  };
}

function pageText({ code, severity, title, page, spelling }: DiagnosticPage): string {
  const parts = [`${severity} ${code}  ${title}`, wrapText(page, width)];
  if (spelling !== undefined) parts.push(`wrong:\n${indent(spelling.wrong)}`, `right:\n${indent(spelling.right)}`);
  return parts.join("\n\n");
}

function listText(members: readonly DiagnosticPage[]): string {
  return indent(alignColumns(members.map(({ code, severity, title }) => [code, severity, title])));
}

function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, "  ");
}

function normalize(written: string): string {
  const code = written.trim().toUpperCase();
  return /^\d+$/.test(code) ? `FLOW${code}` : code;
}

/** What was meant may be near; else the family's list helps, or that of all. */
function unknownCode(written: string, code: string): CommandError {
  const codes = pages.map(page => page.code);
  const nearest = nearestName(code, codes);
  const family = families.find(({ digit }) => code.startsWith(`FLOW${digit}`));
  const members = family === undefined ? [] : pagesOf(family);
  const guess = nearest === undefined ? "" : `Did you mean ${nearest}? `;
  const list = listText(members.length === 0 ? pages : members);
  return new CommandError({
    code: "UNKNOWN_CODE",
    message: `There is no finding with the code ${JSON.stringify(written)}.`,
    fix: `${guess}These are the codes${members.length === 0 ? "" : " of its family"}:\n\n${list}`,
    exitCode: exitCodes.usage,
    facts: { nearest: nearest ?? null, codes },
  });
}
