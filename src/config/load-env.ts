import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv as parseDotEnv } from 'node:util';
import { databasePath, parseEnv, type Env } from './env.js';
import { generatedSecrets } from './generated-secrets.js';

type Raw = Record<string, string | undefined>;

/**
 * The only place where configuration is read: `.env`, and the process's own variables on top of it.
 * The launcher, prisma.config.ts, the seed and the shop all come here.
 * Throws an EnvError that names every bad variable at once.
 */
export function loadEnv(directory = process.cwd(), variables: Raw = process.env): Env {
  return parseEnv(readVariables(directory, variables), { directory, generatedSecrets });
}

/** For tools that need the database alone, such as Prisma's, which may run before there are keys. */
export function loadDatabasePath(directory = process.cwd(), variables: Raw = process.env): string {
  return databasePath(readVariables(directory, variables), directory);
}

/** As written, not yet checked. */
export function readVariables(directory: string, variables: Raw): Raw {
  const file = path.join(directory, '.env');
  const written = existsSync(file) ? parseDotEnv(readFileSync(file, 'utf8')) : {};
  return { ...written, ...variables };
}
