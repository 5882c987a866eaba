import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv as parseDotEnv } from 'node:util';
import { databasePath, parseEnv, type Env } from './env.js';
import { generatedSecrets } from './generated-secrets.js';

type Raw = Record<string, string | undefined>;

/**
 * Reads the configuration for shop, launcher, seed and prisma.config.ts: `.env`, overridden by the
 * process's variables. Throws an EnvError that lists every invalid variable.
 */
export function loadEnv(directory = process.cwd(), variables: Raw = process.env): Env {
  return parseEnv(readVariables(directory, variables), { directory, generatedSecrets });
}

/** For tools that need the database only and may run without Stripe keys, such as Prisma. */
export function loadDatabasePath(directory = process.cwd(), variables: Raw = process.env): string {
  return databasePath(readVariables(directory, variables), directory);
}

/** Not validated. */
export function readVariables(directory: string, variables: Raw): Raw {
  const file = path.join(directory, '.env');
  const written = existsSync(file) ? parseDotEnv(readFileSync(file, 'utf8')) : {};
  return { ...written, ...variables };
}
