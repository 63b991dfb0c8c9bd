import type { Part } from "./part.js";

/** What goes into the frame; every part is HTML already. */
export interface FrameContent {
  readonly lang: string;
  readonly title: readonly Part[];
  readonly preheader: readonly Part[] | null;
  readonly body: readonly Part[];
}

// Mail programs that know no style sheets show the light page; the others get the dark one where the reader wants it.
const STYLES = [
  ":root{color-scheme:light dark;supported-color-schemes:light dark}",
  ".fl-card>:first-child{margin-top:0!important}.fl-card>:last-child{margin-bottom:0!important}",
  "@media (prefers-color-scheme:dark){.fl-body,.fl-page{background:#111214!important}",
  ".fl-card{background:#1c1d20!important;color:#e7e7ea!important;border-color:#34363c!important}",
  ".fl-card a{color:#8ab4f8!important}.fl-card pre,.fl-card hr,.fl-card blockquote,.fl-card td,.fl-card th{border-color:#45474e!important}}",
  "@media (max-width:600px){.fl-page{padding:0!important}",
  ".fl-card{padding:24px 20px!important;border-width:0!important;border-radius:0!important}}",
].join("");

const FONT = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const HIDDEN = "display:none;max-height:0;max-width:0;overflow:hidden;opacity:0";
const PAGE = "margin:0;padding:32px 16px;background:#f4f4f5";
const CARD =
  "box-sizing:border-box;max-width:600px;margin:0 auto;padding:32px;background:#ffffff;color:#18181b;" +
  `border:1px solid #e4e4e7;border-radius:12px;font:16px/1.6 ${FONT};overflow-wrap:break-word`;

/** The page around a message: one column without tables, for narrow and wide, light and dark. */
export function frameHtml(content: FrameContent): readonly Part[] {
  const head =
    `<!doctype html>\n<html lang="${content.lang}" dir="auto">\n<head>\n<meta charset="utf-8">\n` +
    '<meta name="viewport" content="width=device-width,initial-scale=1">\n' +
    '<meta name="color-scheme" content="light dark">\n<meta name="supported-color-schemes" content="light dark">\n<title>';
  const preheader: readonly Part[] =
    content.preheader === null ? [] : [literal(`<div style="${HIDDEN}">`), ...content.preheader, literal("</div>\n")];
  return Object.freeze([
    literal(head),
    ...content.title,
    literal(
      `</title>\n<style>${STYLES}</style>\n</head>\n<body class="fl-body" style="margin:0;padding:0;background:#f4f4f5">\n`,
    ),
    ...preheader,
    literal(`<div class="fl-page" style="${PAGE}">\n<div class="fl-card" role="article" style="${CARD}">\n`),
    ...content.body,
    literal("</div>\n</div>\n</body>\n</html>\n"),
  ]);
}

function literal(text: string): Part {
  return Object.freeze({ kind: "literal", text });
}
