import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { DatabaseLocation } from '../config/database-location.js';

export const APPLIED_MIGRATIONS = `
  SELECT migration_name FROM _prisma_migrations
  WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;

/** Begun and not ended: by a failure, or under way. */
export const UNFINISHED_MIGRATIONS = `
  SELECT migration_name FROM _prisma_migrations
  WHERE finished_at IS NULL AND rolled_back_at IS NULL`;

const FOLDERS = { sqlite: 'prisma/migrations', postgresql: 'prisma/postgresql/migrations' };

/** The folder of this version's migrations. */
export function migrationsFolder(kind: DatabaseLocation['kind']): string {
  return path.resolve(import.meta.dirname, '../..', FOLDERS[kind]);
}

/** The names of the migrations in the directory. */
export function migrationsIn(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

/** What this version has and the database does not, and the other way round. */
export function compareMigrations(kind: DatabaseLocation['kind'], applied: readonly string[]) {
  const known = migrationsIn(migrationsFolder(kind));
  const missing = known.filter((name) => !applied.includes(name));
  const newer = applied.filter((name) => !known.includes(name));
  return { known, missing, newer };
}

export interface Migration {
  name: string;
  sql: string;
  /** As Prisma records it. */
  checksum: string;
}

/** Those of this version, in their order. */
export function readMigrations(kind: DatabaseLocation['kind']): Migration[] {
  const folder = migrationsFolder(kind);
  return migrationsIn(folder)
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}
