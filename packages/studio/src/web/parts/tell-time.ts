const UNITS: readonly { readonly name: string; readonly ms: number }[] = [
  { name: "day", ms: 86_400_000 },
  { name: "hour", ms: 3_600_000 },
  { name: "minute", ms: 60_000 },
];

/** A length of time in one or two units: `7 days`, `1 day 3 hours`, `under a minute`. */
export function tellDuration(ms: number): string {
  const parts: string[] = [];
  let rest = Math.abs(ms);
  for (const unit of UNITS) {
    const count = Math.floor(rest / unit.ms);
    rest -= count * unit.ms;
    if (count > 0 && parts.length < 2) {
      parts.push(`${count} ${unit.name}${count === 1 ? "" : "s"}`);
    } else if (parts.length > 0) {
      break;
    }
  }
  return parts.length === 0 ? "under a minute" : parts.join(" ");
}

/** How far `iso` is from `nowIso`: `in 7 days`, `3 hours ago`, `just now`. */
export function tellDistance(iso: string, nowIso: string): string {
  const ms = new Date(iso).getTime() - new Date(nowIso).getTime();
  if (Math.abs(ms) < 60_000) {
    return ms > 0 ? "in under a minute" : "just now";
  }
  return ms > 0 ? `in ${tellDuration(ms)}` : `${tellDuration(ms)} ago`;
}

/** A whole number with thousands set apart: `12,480`. */
export function tellCount(count: number): string {
  return count.toLocaleString("en-US");
}
