/**
 * A line of CSV by RFC 4180, for a list of lines that `\n` joins. Its cells must not hold what a shopper has written: a
 * spreadsheet takes a text that begins with `=` for a formula.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(quoted).join(',')}\r`;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
