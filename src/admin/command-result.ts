/** The output of a command. `code`: 0 success, 1 refused or a person has to act. */
export interface CommandResult {
  lines: string[];
  /** Names in camel case, such as `paidAt`, are printed as `paid_at`. */
  json: unknown;
  /** For people, also where a program reads the rest: printed to standard error. */
  notes?: string[];
  code: 0 | 1;
}

/** For people, or for programs. */
export function formatResult({ lines, json }: CommandResult, isJson: boolean): string {
  return isJson ? JSON.stringify(json, withSnakeCase, 2) : lines.join('\n');
}

function withSnakeCase(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [snakeCase(name), each]));
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The arguments are invalid: exit code 2, and nothing was done. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** The command was refused, and nothing was done. */
export function refused(reason: string): CommandResult {
  return { lines: [reason], json: { error: reason }, code: 1 };
}
