import { failed, ok } from './check-result.mjs';
import { importBuilt } from '../launcher/import-built.mjs';

/** Where no shop has been: in production nothing makes an empty database by itself. */
export const NO_DATABASE =
  'is DATABASE_URL right, and the volume there? For a new shop: npm start (in production: npm start -- --new-database)';

/**
 * Compares the migrations in a database with those of this version.
 * @param {'sqlite' | 'postgresql'} kind
 * @param {{ applied: string[], unfinished: string[] }} found
 */
export async function examineMigrations(kind, { applied, unfinished: [begun] }) {
  const { compareMigrations } = await importBuilt('database/migrations.js');
  const { known, missing, newer } = compareMigrations(kind, applied);

  if (begun) {
    const remedy = 'npx prisma migrate resolve (see prisma.io/docs: failed migrations)';
    return failed('migrations', `${begun} began and did not end`, remedy);
  }
  if (missing.length > 0) {
    const remedy = applied.length === 0 ? NO_DATABASE : 'npm start applies them';
    return failed('migrations', `missing: ${missing.join(', ')}`, remedy);
  }
  if (newer.length > 0) {
    const message = `the database has ${newer.join(', ')}, which this version does not know`;
    return failed('migrations', message, 'git pull, or take the database of this version');
  }
  return ok('migrations', `${applied.length} of ${known.length}`);
}

/** @param {number} count */
export function examineBooks(count) {
  if (count > 0) return ok('books', `${count} books for sale`);
  return failed('books', 'there is no book for sale', 'npm run seed');
}
