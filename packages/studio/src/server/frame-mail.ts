/**
 * A mail's HTML as the page's frame shows it: unchanged, but for a `base` that lets its links open a tab of their own
 * instead of replacing the mail inside its frame.
 */
export function frameMail(html: string): string {
  const head = /<head(\s[^>]*)?>/i.exec(html);
  if (head === null) {
    return /^\s*<!doctype[^>]*>/i.test(html)
      ? html.replace(/^\s*<!doctype[^>]*>/i, found => `${found}${BASE}`)
      : `<!doctype html>${BASE}${html}`;
  }
  const end = head.index + head[0].length;
  return `${html.slice(0, end)}${BASE}${html.slice(end)}`;
}

const BASE = '<base target="_blank">';
