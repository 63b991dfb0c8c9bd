import { decodeEntities } from "./html-entities.js";
import type { HtmlRegion } from "./html-regions.js";
import { readHtmlRegions } from "./html-regions.js";
import type { LinkProblem } from "./link.js";
import { checkLink } from "./link.js";
import type { LiteralPart, Part, ValuePart } from "./part.js";
import type { Placeholders } from "./placeholders.js";

/** A variable at a place of the HTML where it must not be. */
export interface MisplacedValue {
  readonly part: ValuePart;
  readonly problem: LinkProblem | "closed";
}

export interface HtmlPart {
  readonly parts: readonly Part[];
  readonly misplaced: readonly MisplacedValue[];
}

/** Attributes whose value is a URL. */
const URL_ATTRIBUTES: ReadonlySet<string> = new Set([
  "href",
  "src",
  "action",
  "formaction",
  "background",
  "poster",
  "cite",
  "longdesc",
  "data",
]);

/** Attributes in which a value is inert once it is escaped. All others, `style` and `on...` above all, take none. */
const TEXT_ATTRIBUTES: ReadonlySet<string> = new Set([
  "title",
  "alt",
  "value",
  "placeholder",
  "label",
  "summary",
  "lang",
  "class",
  "align",
  "width",
  "height",
  "datetime",
  "role",
]);

/** Puts the parts back into finished HTML, each according to where it stands. */
export function readHtmlPart(html: string, placeholders: Placeholders): HtmlPart {
  const parts: Part[] = [];
  const misplaced: MisplacedValue[] = [];
  let written = 0;
  const literal = (end: number) => {
    if (end > written) parts.push({ kind: "literal", text: html.slice(written, end) });
    written = end;
  };
  for (const region of readHtmlRegions(html)) {
    const text = html.slice(region.start, region.end);
    if (!placeholders.isIn(text)) continue;
    if (isLink(region)) {
      const url = placeholders.split(decodeEntities(text)).filter(isPlain);
      const problem = checkLink(url);
      if (problem !== undefined) misplaced.push(...url.filter(isValue).map(part => ({ part, problem })));
      literal(region.attributeStart);
      const after = html.slice(region.end, region.attributeEnd);
      parts.push({ kind: "link", before: html.slice(region.attributeStart, region.start), url, after });
      written = region.attributeEnd;
    } else {
      const held = placeholders.split(text);
      if (!isOpen(region)) misplaced.push(...held.filter(isValue).map(part => ({ part, problem: "closed" as const })));
      literal(region.start);
      parts.push(...held);
      written = region.end;
    }
  }
  literal(html.length);
  return { parts, misplaced };
}

function isLink(region: HtmlRegion): region is Extract<HtmlRegion, { kind: "attribute" }> {
  return region.kind === "attribute" && URL_ATTRIBUTES.has(region.name);
}

function isOpen(region: HtmlRegion): boolean {
  if (region.kind !== "attribute") return region.kind === "text";
  return TEXT_ATTRIBUTES.has(region.name) || /^(aria|data)-/.test(region.name);
}

function isPlain(part: Part): part is LiteralPart | ValuePart {
  return part.kind !== "link";
}

function isValue(part: Part): part is ValuePart {
  return part.kind === "value";
}
