/** Lines of columns that stand below each other. No borders, so that they can be cut and searched. */
export function formatTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return alignColumns([header, ...rows]);
}

/** The same without a header. */
export function alignColumns(rows: readonly (readonly string[])[]): string {
  const count = Math.max(0, ...rows.map(row => row.length));
  const widths = Array.from({ length: count }, (_, column) => Math.max(...rows.map(row => (row[column] ?? "").length)));
  return rows.map(row => printRow(row, widths)).join("\n");
}

function printRow(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, column) => cell.padEnd(widths[column] ?? 0))
    .join("  ")
    .trimEnd();
}
