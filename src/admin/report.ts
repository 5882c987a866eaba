/** What a command came to. `code`: 0 all is well, 1 something is wrong or needs a person. */
export interface Report {
  lines: string[];
  json: unknown;
  code: 0 | 1;
}

/** The command was not understood: it ends with 2, and nothing was done. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** Nothing was done, and why. */
export function refused(reason: string): Report {
  return { lines: [reason], json: { refused: reason }, code: 1 };
}

/** Columns as wide as their widest cell. */
export function table(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0))); // prettier-ignore
  return rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
