// `npm run db:backup [-- FILE]`: a checked copy of the database, while the shop runs or not.
import path from 'node:path';
import { existsSync } from 'node:fs';
import { root } from './launcher/build.mjs';
import { main, prepareProgram } from './launcher/prepare.mjs';
import { importBuilt } from './launcher/import-built.mjs';

await main(async () => {
  const [target, ...rest] = process.argv.slice(2);
  if (rest.length > 0 || target?.startsWith('-')) {
    console.error('npm run db:backup [-- FILE]: without FILE, into BACKUP_DIR by the time of day');
    return 2;
  }
  // A shop that runs is not built anew under its feet.
  if (!existsSync(path.join(root, 'dist/backup/create-backup.js'))) await prepareProgram();
  const { loadEnv } = await importBuilt('config/load-env.js');
  const { databasePath, backup } = loadEnv(root);
  const { file, rows, bytes } = await make(target, databasePath, backup.directory);
  const counted = `${rows['Order']} orders, ${rows['LedgerEntry']} movements of money, ${rows['Book']} books`;
  console.log(`${file}\n${counted}, ${Math.ceil(bytes / 1024)} KB: looked through and whole.`);
  return 0;
});

/**
 * @param {string | undefined} target
 * @param {string} databasePath
 * @param {string} directory
 */
async function make(target, databasePath, directory) {
  const { writeBackup, createBackup } = await importBuilt('backup/create-backup.js');
  if (!existsSync(databasePath)) throw new Error(`There is no database at ${databasePath}.`);
  if (!target) return writeBackup(directory, databasePath);
  // npm runs this in the project’s folder; the path was typed in the caller’s.
  const file = path.resolve(process.env['INIT_CWD'] ?? process.cwd(), target);
  if (existsSync(file)) throw new Error(`${file} is there already, and is not written over.`);
  return createBackup(databasePath, file);
}
