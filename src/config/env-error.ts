import type { ZodError } from 'zod';
import { EXAMPLES, Variables } from './env.variables.js';

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

/** One problem for each variable: a list with two bad entries is one thing to mend. */
export function problemsOf(error: ZodError): EnvProblem[] {
  return Variables.keyof().options.flatMap((variable) => {
    const issue = error.issues.find(({ path }) => path[0] === variable);
    return issue ? [{ variable, message: issue.message }] : [];
  });
}
