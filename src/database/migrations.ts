import { readdirSync } from 'node:fs';

export const APPLIED_MIGRATIONS = `
  SELECT migration_name FROM _prisma_migrations
  WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;

/** Begun and not ended: by a failure, or under way. */
export const UNFINISHED_MIGRATIONS = `
  SELECT migration_name FROM _prisma_migrations
  WHERE finished_at IS NULL AND rolled_back_at IS NULL`;

/** The names of the migrations in the directory. */
export function migrationsIn(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}
