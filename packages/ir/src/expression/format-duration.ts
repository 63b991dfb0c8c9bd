const UNITS: readonly { readonly ms: number; readonly one: string; readonly many: string }[] = [
  { ms: 86_400_000, one: "d", many: "d" },
  { ms: 3_600_000, one: "h", many: "h" },
  { ms: 60_000, one: " minute", many: " minutes" },
  { ms: 1000, one: "s", many: "s" },
];

/** A duration in the largest unit that says it in a whole number: `7d`, `36h`, `90 minutes`, `1500ms`. */
export function formatDuration(ms: number): string {
  const unit = UNITS.find(candidate => ms % candidate.ms === 0);
  if (unit === undefined || ms === 0) return `${ms}ms`;
  const count = ms / unit.ms;
  return `${count}${count === 1 ? unit.one : unit.many}`;
}
