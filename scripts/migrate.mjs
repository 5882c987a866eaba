// `npm run migrate -- NAME`: after a change of prisma/schema.prisma, writes the migration for SQLite and the one for
// PostgreSQL. Both are made beside databases of their own: the shop's is migrated at the next start.
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startPostgres } from '../test/support/postgres/server.mjs';
import { whyMissing } from '../test/support/postgres/programs.mjs';
import { bin, generateAgain, root, runTool } from './launcher/build.mjs';
import { main } from './launcher/prepare.mjs';
import { step } from './launcher/run.mjs';

const [name] = process.argv.slice(2);
const EMPTY = /^-- This is an empty migration\.?\s*$/;
const ADD_CHECKS = 'Now add what Prisma does not know, such as CHECKs:';
const NOTHING_CHANGED =
  'There is nothing to migrate: the migrations say what prisma/schema.prisma says. Change it first. For what Prisma does not know, such as a trigger, make a folder of the same name in both of prisma/migrations and prisma/postgresql/migrations.';
const SQLITE = 'prisma/migrations';
const POSTGRESQL = 'prisma/postgresql/migrations';

await main(async () => {
  if (!name) throw new Error('Name what it is for, for example: npm run migrate -- add_shelfmarks');
  const files = [await step('For SQLite', () => write(SQLITE, inSqlite))];
  const reason = whyMissing();
  if (!reason) files.push(await step('For PostgreSQL', () => write(POSTGRESQL, inPostgres)));
  const written = files.filter((file) => file !== null);
  if (written.length === 0 && !reason) throw new Error(NOTHING_CHANGED);
  await step('Generating the Prisma client', generateAgain);
  if (written.length > 0) console.log([ADD_CHECKS, ...written].join('\n  '));
  if (!reason) return 0;
  console.error(
    `PostgreSQL was not looked at, which takes npm’s server: ${reason}. Run this again where it can be had.`,
  );
  return 1;
});

/**
 * The file of the new migration, or null if the folder has all that the schema says.
 * @param {string} folder
 * @param {(migrate: (url: string) => Promise<void>) => Promise<void>} onDatabase
 */
async function write(folder, onDatabase) {
  const before = await migrationsIn(folder);
  await onDatabase(async (url) => {
    const args = ['migrate', 'dev', '--create-only', '--name', String(name)];
    await runTool(bin.prisma, args, { ...process.env, DATABASE_URL: url });
  });
  const added = (await migrationsIn(folder)).find((each) => !before.includes(each));
  if (!added) throw new Error(`Prisma has written no migration in ${folder}`);
  const sql = await readFile(path.join(root, folder, added, 'migration.sql'), 'utf8');
  if (EMPTY.test(sql)) {
    await rm(path.join(root, folder, added), { recursive: true });
    return null;
  }
  return folder === SQLITE ? path.join(folder, added, 'migration.sql') : forPostgres(added, sql);
}

/**
 * It gets the name of the one for SQLite, and every text the collation of the first migration.
 * @param {string} added the name that Prisma has given it
 * @param {string} sql
 */
async function forPostgres(added, sql) {
  const newest = (await migrationsIn(SQLITE)).at(-1);
  const known = await migrationsIn(POSTGRESQL);
  const likewise = newest && !known.includes(newest) ? newest : added;
  await rename(path.join(root, POSTGRESQL, added), path.join(root, POSTGRESQL, likewise));
  const file = path.join(POSTGRESQL, likewise, 'migration.sql');
  await writeFile(path.join(root, file), sql.replaceAll('" TEXT', '" TEXT COLLATE "C"'));
  return file;
}

/**
 * By name, the oldest first.
 * @param {string} folder
 */
async function migrationsIn(folder) {
  const entries = await readdir(path.join(root, folder), { withFileTypes: true });
  const migrations = entries.filter((entry) => entry.isDirectory());
  return migrations.map((entry) => entry.name).sort();
}

/** @param {(url: string) => Promise<void>} migrate */
async function inSqlite(migrate) {
  const folder = await mkdtemp(path.join(tmpdir(), 'folio-migrate-'));
  await migrate(`file:${path.join(folder, 'folio.db')}`).finally(() =>
    rm(folder, { recursive: true, force: true }),
  );
}

/** @param {(url: string) => Promise<void>} migrate */
async function inPostgres(migrate) {
  const server = await startPostgres();
  await migrate(server.url('folio')).finally(() => server.remove());
}
