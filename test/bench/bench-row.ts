/** One line of `npm run bench`. */
export interface BenchRow {
  readonly id: string;
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** The flat loop in the same run, where the bar is a ratio to it. */
  readonly ceiling: number | null;
  readonly ratio: number | null;
  /** What must hold, in words: `>= 0.30 of the ceiling`. */
  readonly bar: string;
  readonly holds: boolean;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low, high] = [sorted[middle - 1], sorted[middle]];
  if (high === undefined) {
    throw new Error("there is no median of nothing");
  }
  return sorted.length % 2 === 1 || low === undefined ? high : (low + high) / 2;
}

export function printTable(rows: readonly BenchRow[]): void {
  const cells = rows.map(row => [
    row.id,
    row.what,
    `${round(row.value)} ${row.unit}`,
    row.ceiling === null ? "" : String(round(row.ceiling)),
    row.ratio === null ? "" : row.ratio.toFixed(3),
    row.bar,
    row.holds ? "holds" : "FAILS",
  ]);
  const table = [["id", "what", "value", "ceiling", "ratio", "bar", "holds"], ...cells];
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map(line => line[column]?.length ?? 0)));
  for (const line of table) {
    console.log(
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    );
  }
}

function round(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
