import { readDotEnv } from './dot-env.js';
import type { DatabaseLocation } from './database-location.js';
import { databaseOf, parseEnv, type Env } from './env.js';
import { EnvError, type EnvProblem } from './env-error.js';
import { generatedSecrets } from './generated-secrets.js';
import { certainlyMeant, describeUnread, isRead } from './unread-names.js';

const MAX_LINES = 5;

type Raw = Record<string, string | undefined>;

/**
 * Reads the configuration for shop, launcher, seed and prisma.config.ts: `.env`, overridden by the
 * process's variables. Throws an EnvError that lists every invalid variable.
 */
export function loadEnv(directory = process.cwd(), variables: Raw = process.env): Env {
  const { variables: read, problems } = readVariables(directory, variables);
  return parseEnv(read, { directory, generatedSecrets, problems });
}

/** For tools that need the database only and may run without Stripe keys, such as Prisma. */
export function loadDatabaseLocation(
  directory = process.cwd(),
  variables: Raw = process.env,
): DatabaseLocation {
  const { variables: read, problems } = readVariables(directory, variables);
  if (problems.length > 0) throw new EnvError(problems);
  return databaseOf(read, directory);
}

/** Not validated. `problems`: what was written and would not be read. */
export function readVariables(directory: string, variables: Raw) {
  const written = readDotEnv(directory);
  const names = Object.keys(written.variables).sort();
  const problems = [
    ...written.problems,
    ...[...written.repeated].flatMap(repeated),
    ...names.flatMap(unreadName),
    ...names.flatMap((name) => hidden(name, written.variables[name], variables[name])),
  ];
  return { variables: { ...written.variables, ...variables }, problems };
}

/** One warning for each variable in `.env` that nothing reads and that is like none of the shop's. */
export function unreadVariables(directory = process.cwd()): string[] {
  const names = Object.keys(readDotEnv(directory).variables).sort();
  return names.flatMap((name) => describeUnread(name) ?? []);
}

/** Only one of its values would be read. */
function repeated([variable, lines]: [string, number[]]): EnvProblem[] {
  if (!isRead(variable)) return [];
  const first = lines.slice(0, MAX_LINES).join(' and ');
  return [{ variable, message: `is set in lines ${first} of .env: keep one` }];
}

/** Other names may be there for other programs. */
function unreadName(name: string): EnvProblem[] {
  const meant = isRead(name) ? null : certainlyMeant(name);
  return meant ? [{ variable: name, message: `is not read: rename it to ${meant}` }] : [];
}

/** An empty variable of the process, or a space of cmd's `set`, hides what `.env` says, often without anybody knowing of it. */
function hidden(variable: string, written?: string, ofProcess?: string): EnvProblem[] {
  if (!isRead(variable) || !written || ofProcess?.trim() !== '') return [];
  const message = 'is set in .env, and empty in the environment, which hides it: unset one of them';
  return [{ variable, message }];
}
