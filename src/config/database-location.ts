import path from 'node:path';
import { z } from 'zod';
import { isEncoded } from './is-encoded.js';

/** Where the database is: a file, or a server with its password in the URL, which is never printed. */
export type DatabaseLocation =
  Readonly<{ kind: 'sqlite'; path: string }> | Readonly<{ kind: 'postgresql'; url: string }>;

const SQLITE = /^file:(?!:memory:)[^?]+$/;
const POSTGRESQL = /^postgres(ql)?:\/\//;
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** DATABASE_URL, for SQLite or for PostgreSQL. */
export const databaseUrl = z.string().superRefine((url, context) => {
  const message = SQLITE.test(url) ? null : postgresqlProblem(url);
  if (message !== null) context.addIssue({ code: 'custom', message });
});

function postgresqlProblem(url: string): string | null {
  if (!POSTGRESQL.test(url))
    return 'must be "file:" and a path, for SQLite, or begin with "postgresql://", for PostgreSQL';
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed?.hostname || parsed.pathname.length < 2)
    return 'must name a server and a database: postgresql://USER:PASSWORD@HOST:5432/DATABASE';
  if (!isEncoded(parsed))
    return 'must have its user, password and database encoded as in a URL (@ is %40, / is %2F, % is %25)';
  // Prisma's tables would be in that schema, and the shop's own statements would look for them in `public`.
  if (parsed.searchParams.has('schema')) return 'must not name a schema: the shop uses "public"';
  return parsed.searchParams.has('options')
    ? 'must not have "options": the shop sets its own for each connection'
    : null;
}

/** Of a valid DATABASE_URL. Paths are relative to the directory. */
export function databaseLocation(url: string, directory: string): DatabaseLocation {
  if (POSTGRESQL.test(url)) return { kind: 'postgresql', url };
  return { kind: 'sqlite', path: path.resolve(directory, url.replace(/^file:/, '')) };
}

/** A file, or a server that only this machine reaches. */
export function isOnThisMachine(url: string): boolean {
  return !POSTGRESQL.test(url) || LOOPBACK.test(new URL(url).hostname);
}

/** What this is called in messages: without user and password. */
export function nameOfDatabase(location: DatabaseLocation): string {
  if (location.kind === 'sqlite') return location.path;
  const { host, pathname } = new URL(location.url);
  return `${host}${pathname}`;
}
