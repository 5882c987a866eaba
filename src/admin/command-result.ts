/** What a command printed and ends with. `code`: 0 all is well, 1 it failed or a person has to act. */
export interface CommandResult {
  lines: string[];
  json: unknown;
  code: 0 | 1;
}

/** The command was not understood: it exits with 2, and nothing was done. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** Nothing was done, for that reason. */
export function refused(reason: string): CommandResult {
  return { lines: [reason], json: { error: reason }, code: 1 };
}
