import { isOnThisMachine } from './database-location.js';
import type { EnvProblem } from './env-error.js';
import type { Variables } from './env.variables.js';

/** What has to be set, and is not. */
export function missingProblems(variables: Variables): EnvProblem[] {
  const { names, message } = required(variables);
  return names
    .filter((name) => !variables[name])
    .map((variable) => ({ variable, message: `is required when ${message}` }));
}

function required(variables: Variables): {
  names: readonly (keyof Variables)[];
  message: string;
} {
  if (variables.NODE_ENV === 'production')
    return { names: IN_PRODUCTION, message: 'NODE_ENV is production' };
  if (isOnThisMachine(variables.DATABASE_URL)) return { names: [], message: '' };
  return {
    // What this machine would make up, the others would not know.
    names: variables.STRIPE_SECRET_KEY ? ['SESSION_SECRET'] : MADE_UP,
    message: 'the database is on another machine: all shops on it need the same',
  };
}

const IN_PRODUCTION = [
  'PUBLIC_URL',
  'SESSION_SECRET',
  'STRIPE_SECRET_KEY',
  'STRIPE_PUBLISHABLE_KEY',
  'STRIPE_WEBHOOK_SECRET',
] as const;
const MADE_UP = ['SESSION_SECRET', 'STRIPE_WEBHOOK_SECRET'] as const;
