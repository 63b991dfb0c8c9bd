/** What a value would be at some stretch of HTML. */
export type HtmlRegion =
  /** Text between tags: escaping makes every value safe. */
  | { readonly kind: "text"; readonly start: number; readonly end: number }
  /** The inside of a quoted attribute. `attributeStart` is where the white space before its name begins. */
  | {
      readonly kind: "attribute";
      readonly start: number;
      readonly end: number;
      readonly name: string;
      readonly attributeStart: number;
      readonly attributeEnd: number;
    }
  /** Everything else (names, comments, unquoted attributes, scripts, styles): no escaping would be enough. */
  | { readonly kind: "closed"; readonly start: number; readonly end: number };

const TAG_OR_COMMENT = /<(?:!--|[a-z/!?])/gi;
const TAG_NAME = /<([a-z][^\s/>]*)/iy;
// A name, then perhaps a value: quoted (captured without its quotes) or not.
const ATTRIBUTE = /(\s*\/?\s*)([^\s=>/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|[^\s>"']+))?/y;
const TAG_END = /[^>]*>/y;
const RAW_TEXT: ReadonlySet<string> = new Set([
  "script",
  "style",
  "xmp",
  "iframe",
  "noembed",
  "noframes",
  "noscript",
  "plaintext",
  "template",
  "svg",
  "math",
  "object",
]);

/** Cuts HTML into regions, in order and without gaps. Broken markup is closed to its end: nothing in it is trusted. */
export function readHtmlRegions(html: string): readonly HtmlRegion[] {
  const regions: HtmlRegion[] = [];
  let from = 0;
  while (from < html.length) {
    TAG_OR_COMMENT.lastIndex = from;
    const open = TAG_OR_COMMENT.exec(html)?.index ?? html.length;
    if (open > from) regions.push({ kind: "text", start: from, end: open });
    if (open === html.length) break;
    from = readMarkup(html, open, regions);
  }
  return regions;
}

/** Reads the tag or comment at `open` and gives the offset after it. */
function readMarkup(html: string, open: number, regions: HtmlRegion[]): number {
  TAG_NAME.lastIndex = open;
  const name = TAG_NAME.exec(html)?.[1]?.toLowerCase();
  if (name === undefined) {
    const isComment = html.startsWith("<!--", open);
    const end = endAfter(html, isComment ? "-->" : ">", open);
    regions.push({ kind: "closed", start: open, end });
    return end;
  }
  const end = readAttributes(html, open, regions);
  if (!RAW_TEXT.has(name)) return end;
  const close = html.toLowerCase().indexOf(`</${name}`, end);
  const rawEnd = close === -1 ? html.length : close;
  if (rawEnd > end) regions.push({ kind: "closed", start: end, end: rawEnd });
  return rawEnd;
}

function readAttributes(html: string, open: number, regions: HtmlRegion[]): number {
  let closedFrom = open;
  let at = TAG_NAME.lastIndex;
  for (;;) {
    ATTRIBUTE.lastIndex = at;
    const match = ATTRIBUTE.exec(html);
    const value = match?.[3] ?? match?.[4];
    const name = match?.[2];
    if (match === null || name === undefined) break;
    const attributeEnd = ATTRIBUTE.lastIndex;
    if (value !== undefined) {
      const end = attributeEnd - 1;
      const start = end - value.length;
      regions.push({ kind: "closed", start: closedFrom, end: start });
      regions.push({
        kind: "attribute",
        start,
        end,
        name: name.toLowerCase(),
        attributeStart: at,
        attributeEnd,
      });
      closedFrom = end;
    }
    at = attributeEnd;
  }
  TAG_END.lastIndex = at;
  const end = TAG_END.exec(html) === null ? html.length : TAG_END.lastIndex;
  regions.push({ kind: "closed", start: closedFrom, end });
  return end;
}

function endAfter(html: string, search: string, from: number): number {
  const index = html.indexOf(search, from);
  return index === -1 ? html.length : index + search.length;
}
