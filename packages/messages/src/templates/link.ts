import type { LiteralPart, ValuePart } from "./part.js";

const SAFE_PROTOCOLS: ReadonlySet<string> = new Set(["http:", "https:", "mailto:"]);

/**
 * The finished URL, or undefined where it would not be safe. A variable that begins the URL stands for a whole address
 * and is taken as it is; any other is percent-encoded, so that it stays inside its segment or parameter. Then only
 * http, https and mailto pass, and none with a user name, which is how a link pretends to lead elsewhere.
 */
export function readLink(
  parts: readonly (LiteralPart | ValuePart)[],
  render: (part: ValuePart) => string,
): string | undefined {
  // The @ of an address must stand unencoded, and in a mailto URL it separates nothing but the address's own halves.
  const isMail = parts[0]?.kind === "literal" && /^mailto:/i.test(parts[0].text);
  const text = parts
    .map((part, index) => {
      if (part.kind === "literal") return part.text;
      if (index === 0) return render(part).trim();
      const encoded = encodeURIComponent(render(part));
      return isMail ? encoded.replaceAll("%40", "@") : encoded;
    })
    .join("");
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (!SAFE_PROTOCOLS.has(url.protocol) || url.username !== "" || url.password !== "") return undefined;
  return url.href;
}

/** What is wrong with a link as the author wrote it. */
export type LinkProblem = "relative" | "protocol" | "host";

/** Judges a link before any value is known. Its variables are given as parts; without any, more protocols will do. */
export function checkLink(parts: readonly (LiteralPart | ValuePart)[]): LinkProblem | undefined {
  const [first] = parts;
  if (first?.kind === "value") return undefined;
  const scheme = /^[a-z][a-z0-9+.-]*:/i.exec(first?.text ?? "")?.[0].toLowerCase();
  if (scheme === undefined) return "relative";
  if (parts.length === 1) return SCRIPT_PROTOCOLS.has(scheme) ? "protocol" : undefined;
  if (!SAFE_PROTOCOLS.has(scheme)) return "protocol";
  return scheme !== "mailto:" && endsHostWithValue(parts) ? "host" : undefined;
}

const SCRIPT_PROTOCOLS: ReadonlySet<string> = new Set(["javascript:", "vbscript:", "data:", "file:"]);

/** Whether a variable stands where the registered name of the host ends, as in `https://example.com{{ path }}`. */
function endsHostWithValue(parts: readonly (LiteralPart | ValuePart)[]): boolean {
  const shape = parts.map(part => (part.kind === "literal" ? part.text.replaceAll("\0", "") : "\0")).join("");
  const host = /^[a-z]+:[/\\]*([^/\\?#]*)/i.exec(shape)?.[1] ?? "";
  return /\0(:.*)?$/.test(host);
}
