import type { ZodError } from 'zod';
import { EXAMPLES, type Variables } from './env.variables.js';

export interface EnvProblem {
  variable: keyof Variables;
  message: string;
}

/** All that is wrong with the configuration, in one message that a person can act on. */
export class EnvError extends Error {
  constructor(readonly problems: EnvProblem[]) {
    const lines = problems.map(
      ({ variable, message }) => `  ${variable} ${message} (for example: ${EXAMPLES[variable]})`,
    );
    super(
      `The configuration is not usable. Mend these in .env or the environment:\n${lines.join('\n')}`,
    );
    this.name = 'EnvError';
  }
}

export function problemsOf(error: ZodError): EnvProblem[] {
  return error.issues.map((issue) => ({
    variable: issue.path[0] as keyof Variables,
    message: issue.message,
  }));
}
