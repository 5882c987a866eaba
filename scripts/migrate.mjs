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

await main(async () => {
  if (!name) throw new Error('Name what it is for, for example: npm run migrate -- add_shelfmarks');
  const { migration, file } = await step('For SQLite', () => write('prisma/migrations', inSqlite));
  const files = [file];
  const reason = whyMissing();
  if (!reason) {
    const likewise = () => write('prisma/postgresql/migrations', inPostgres, migration);
    files.push((await step('For PostgreSQL', likewise)).file);
  }
  await step('Generating the Prisma client', generateAgain);
  console.log(`Now add what Prisma does not know, such as CHECKs:\n  ${files.join('\n  ')}`);
  if (!reason) return 0;
  console.error(`There is none for PostgreSQL yet, which takes npm’s server: ${reason}.`);
  return 1;
});

/**
 * The migration that is new in the folder.
 * @param {string} folder
 * @param {(migrate: (url: string) => Promise<void>) => Promise<void>} onDatabase
 * @param {string} [as] its name; else the one that Prisma gives, which has the time in it
 */
async function write(folder, onDatabase, as) {
  const inFolder = () => readdir(path.join(root, folder));
  const before = await inFolder();
  await onDatabase(async (url) => {
    const args = ['migrate', 'dev', '--create-only', '--name', String(name)];
    await runTool(bin.prisma, args, { ...process.env, DATABASE_URL: url });
  });
  const added = (await inFolder()).find((each) => !before.includes(each));
  if (!added) throw new Error(`Prisma has written no migration in ${folder}`);
  const migration = as ?? added;
  await rename(path.join(root, folder, added), path.join(root, folder, migration));
  const file = path.join(folder, migration, 'migration.sql');
  if (folder.includes('postgresql')) await asSqliteCompares(file);
  return { migration, file };
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

/**
 * Every text has this collation: see the first migration.
 * @param {string} file
 */
async function asSqliteCompares(file) {
  const sql = await readFile(path.join(root, file), 'utf8');
  await writeFile(path.join(root, file), sql.replaceAll('" TEXT', '" TEXT COLLATE "C"'));
}
