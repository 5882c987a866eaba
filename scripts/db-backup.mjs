// `npm run db:backup [-- FILE]`: makes a verified copy of the database, which may be in use.
import path from 'node:path';
import { existsSync } from 'node:fs';
import { main, prepareCommand } from './launcher/prepare.mjs';
import { importBuilt } from './launcher/import-built.mjs';
import { hasOtherFilesOpen } from './launcher/running-shop.mjs';

await main(async () => {
  const [target, ...rest] = process.argv.slice(2);
  if (rest.length > 0 || target?.startsWith('-')) {
    console.error(
      'npm run db:backup [-- FILE]: without FILE, into BACKUP_DIR under the current time',
    );
    return 2;
  }
  const env = await prepareCommand();
  if (await hasOtherFilesOpen(env)) {
    const { nameOfDatabase } = await importBuilt('config/database-location.js');
    throw new Error(
      `The running shop writes to files that are not at ${nameOfDatabase(env.database)} any more: its log says which. A backup would not hold its orders.`,
    );
  }
  const { file, rows, bytes } = await create(target, env);
  const counts = `${rows['Order']} orders, ${rows['LedgerEntry']} ledger entries, ${rows['Book']} books`;
  console.log(`${file}\n${counts}, ${Math.ceil(bytes / 1024)} KB, verified.`);
  return 0;
});

/**
 * @param {string | undefined} target
 * @param {import('../src/config/env.js').Env} env
 */
async function create(target, { database, backup }) {
  const { writeBackup, createBackup } = await importBuilt('backup/create-backup.js');
  if (database.kind === 'sqlite' && !existsSync(database.path)) {
    throw new Error(`There is no database at ${database.path}.`);
  }
  if (!target) return writeBackup(backup.directory, database);
  // npm runs scripts in the project’s folder; the path is relative to the caller’s.
  const file = path.resolve(process.env['INIT_CWD'] ?? process.cwd(), target);
  if (existsSync(file)) throw new Error(`${file} exists already, and is not written over.`);
  return createBackup(database, file);
}
