/** The output of a command. `code`: 0 success, 1 refused or a person has to act. */
export interface CommandResult {
  lines: string[];
  json: unknown;
  code: 0 | 1;
}

/** The arguments are invalid: exit code 2, and nothing was done. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** The command was refused, and nothing was done. */
export function refused(reason: string): CommandResult {
  return { lines: [reason], json: { error: reason }, code: 1 };
}
