import type { Diagnostic } from "@flowline/ir";
import type { Token } from "marked";
import type { FrontMatter } from "./front-matter.js";
import type { MisplacedValue } from "./html-part.js";
import { readHtmlPart } from "./html-part.js";
import type { LinkProblem } from "./link.js";
import { checkLink } from "./link.js";
import { innerTokens, printHtml, readHref, readMarkdown } from "./markdown.js";
import { reportFinding } from "./message-findings.js";
import type { Part } from "./part.js";
import { createPlaceholders } from "./placeholders.js";
import type { Hole } from "./scan-holes.js";
import { scanHoles } from "./scan-holes.js";
import type { SourceText } from "./source-text.js";
import { spanBetween } from "./source-text.js";
import { printText } from "./text-part.js";

/** The body of a message in both of its forms. */
export interface CompiledBody {
  readonly html: readonly Part[];
  readonly text: readonly Part[];
  readonly holes: readonly Hole[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Variables are taken out before Markdown is read and put back into what it became, so that Markdown sees the author's
 * text only.
 */
export function compileBody(source: SourceText, front: FrontMatter): CompiledBody {
  const start = front.bodyStart;
  const written = source.text.slice(start);
  const { texts, holes, diagnostics } = scanHoles(written, { source, offsetOf: offset => start + offset });
  const placeholders = createPlaceholders(source.text);
  const markdown = texts.map((text, index) => {
    const hole = holes[index];
    return hole === undefined ? text : text + placeholders.hold(hole.part);
  });
  const tokens = readMarkdown(markdown.join(""));
  const html = readHtmlPart(printHtml(tokens), placeholders);
  const links = collectLinks(tokens).filter(href => !placeholders.isIn(href));
  return {
    html: html.parts,
    text: placeholders.split(printText(tokens, placeholders)),
    holes,
    diagnostics: [
      ...(written.trim() === "" ? reportEmptyBody(source, front) : []),
      ...diagnostics,
      ...html.misplaced.map(value => reportMisplaced(value, { source, start, holes })),
      ...reportLinks(links, source, start),
    ],
  };
}

/** Says nothing where the body is missing only because the front matter could not be read. */
function reportEmptyBody(source: SourceText, front: FrontMatter): readonly Diagnostic[] {
  if (front.bodyStart === source.text.length && front.diagnostics.some(finding => finding.code === "FLOW2103")) {
    return [];
  }
  const span = spanBetween(source, front.bodyStart, source.text.length);
  return [reportFinding("FLOW2111", { message: "The message has no body.", span })];
}

interface BodyPlace {
  readonly source: SourceText;
  readonly start: number;
  readonly holes: readonly Hole[];
}

function reportMisplaced({ part, problem }: MisplacedValue, place: BodyPlace): Diagnostic {
  const hole = place.holes.find(candidate => candidate.part === part);
  const span = hole?.variable?.span ?? spanBetween(place.source, place.start, place.source.text.length);
  if (problem === "closed") {
    return reportFinding("FLOW2113", { message: `The variable ${part.field} stands where no value is safe.`, span });
  }
  if (problem === "host") {
    return reportFinding("FLOW2114", { message: `The variable ${part.field} is part of the link's host.`, span });
  }
  return reportFinding("FLOW2112", { message: describeLink(problem), span });
}

function describeLink(problem: LinkProblem): string {
  return problem === "relative"
    ? "This link has no https:// before it, so it leads nowhere."
    : "This link has a protocol that a message must not use here.";
}

/** The places of links are found by their addresses: Markdown's tokens do not say where they were. */
function reportLinks(links: readonly string[], source: SourceText, start: number): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  let from = start;
  for (const href of links) {
    const found = source.text.indexOf(href, from);
    if (found !== -1) from = found + href.length;
    const problem = checkLink([{ kind: "literal", text: href }]);
    if (problem === undefined) continue;
    const span =
      found === -1
        ? spanBetween(source, start, source.text.length)
        : spanBetween(source, found, found + Math.max(1, href.length));
    diagnostics.push(reportFinding("FLOW2112", { message: describeLink(problem), span }));
  }
  return diagnostics;
}

function collectLinks(tokens: readonly Token[]): readonly string[] {
  return tokens.flatMap((token): readonly string[] => {
    const own = token.type === "link" || token.type === "image" ? [readHref(token)] : [];
    return [...own, ...collectLinks(childrenOf(token))];
  });
}

function childrenOf(token: Token): readonly Token[] {
  if (token.type === "list") return token.items;
  if (token.type !== "table") return innerTokens(token);
  const cells: readonly { readonly tokens: Token[] }[] = [...token.header, ...token.rows.flat()];
  return cells.flatMap(cell => cell.tokens);
}
