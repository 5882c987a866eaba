import type { ZodError } from 'zod';
import { EXAMPLES, Variables } from './env.variables.js';
import { showValue } from './show-value.js';

export interface EnvProblem {
  /** The name of a variable, or `.env`. */
  variable: string;
  message: string;
}

/** Lists all invalid variables in one message. */
export class EnvError extends Error {
  constructor(readonly problems: EnvProblem[]) {
    const lines = problems.map(
      ({ variable, message }) => `  ${variable} ${message}${exampleOf(variable)}`,
    );
    super(
      `The configuration is not usable. Mend these in .env or the environment:\n${lines.join('\n')}`,
    );
    this.name = 'EnvError';
  }
}

function exampleOf(variable: string): string {
  const [, example] = Object.entries(EXAMPLES).find(([name]) => name === variable) ?? [];
  return example ? ` (for example: ${example})` : '';
}

/** One problem per variable. */
export function problemsOf(error: ZodError): EnvProblem[] {
  return Variables.keyof().options.flatMap((variable) => {
    const issue = error.issues.find(({ path }) => path[0] === variable);
    return issue ? [{ variable, message: issue.message }] : [];
  });
}

/** Each with the value as it was given, unless that may be a secret. */
export function withValues(
  problems: readonly EnvProblem[],
  given: Readonly<Record<string, string>>,
): EnvProblem[] {
  return problems.map(({ variable, message }) => {
    const shown = given[variable] === undefined ? null : showValue(variable, given[variable]);
    return { variable, message: shown === null ? message : `${message}; it is ${shown}` };
  });
}
