// `npm run db:move -- URL`: copies the whole shop into an empty database of the other kind, and says what to put into
// .env. The present database stays as it is.
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { root } from './launcher/build.mjs';
import { migrate } from './launcher/database.mjs';
import { importBuilt } from './launcher/import-built.mjs';
import { main, prepareCommand } from './launcher/prepare.mjs';
import { assertStopped } from './launcher/running-shop.mjs';

const USAGE =
  'npm run db:move -- URL: as DATABASE_URL, of a database that is empty: postgresql://USER:PASSWORD@HOST:5432/DATABASE or file:PATH';

/**
 * @typedef {import('../src/config/env.js').Env} Env
 * @typedef {import('../src/config/database-location.js').DatabaseLocation} DatabaseLocation
 */

await main(async () => {
  const [url, ...rest] = process.argv.slice(2);
  if (!url || rest.length > 0 || url.startsWith('-')) {
    console.error(USAGE);
    return 2;
  }
  const env = await prepareCommand();
  const target = await locationOf(url);
  if (target.kind === env.database.kind) {
    throw new Error(
      `The shop is on ${target.kind} already. To another database of that kind: npm run db:backup, then npm run db:restore with that DATABASE_URL.`,
    );
  }
  await assertNotInUse(env);
  const rows = await (target.kind === 'sqlite'
    ? moveIntoFile(env, target.path)
    : moveIntoPostgresql(env, target.url));
  console.log(`Moved ${rows['Order']} orders and ${rows['Book']} books. Every row was compared.`);
  console.log(await whatToDo(env, target));
  return 0;
});

/**
 * @param {string} url
 * @returns {Promise<DatabaseLocation>}
 */
async function locationOf(url) {
  const { databaseLocation, databaseUrl } = await importBuilt('config/database-location.js');
  const { error } = databaseUrl.safeParse(url);
  if (error) throw new Error(`The URL ${error.issues[0]?.message}.\n${USAGE}`);
  return databaseLocation(url, root);
}

/** @param {Env} env */
async function assertNotInUse(env) {
  await assertStopped(env);
  const { database } = env;
  if (database.kind === 'postgresql') {
    const built = await importBuilt('backup/copy/into-postgresql.js');
    return built.assertNotInUseOnPostgresql(database.url);
  }
  if (!existsSync(database.path)) throw new Error(`There is no database at ${database.path}.`);
  return (await importBuilt('backup/restore.js')).assertNotInUse(database.path);
}

/**
 * @param {Env} env
 * @param {string} file
 */
async function moveIntoFile({ database }, file) {
  const { createBackup } = await importBuilt('backup/create-backup.js');
  const { checksumFile } = await importBuilt('backup/checksum.js');
  if (existsSync(file)) throw new Error(`${file} exists already, and is not written over.`);
  await mkdir(path.dirname(file), { recursive: true });
  const { rows } = await createBackup(database, file);
  await rm(checksumFile(file));
  return rows;
}

/**
 * From a verified copy, to which the migrations are applied that the present database has not had.
 * @param {Env} env
 * @param {string} url
 */
async function moveIntoPostgresql(env, url) {
  const { createBackup } = await importBuilt('backup/create-backup.js');
  const { checksumFile } = await importBuilt('backup/checksum.js');
  const { copyIntoPostgresql } = await importBuilt('backup/copy/into-postgresql.js');
  const { removeDatabase } = await importBuilt('backup/remove-database.js');
  await assertUsable(url);
  const draft = path.join(env.dataDirectory, `.moving-${process.pid}.db`);
  try {
    await createBackup(env.database, draft);
    await migrate({ database: { kind: 'sqlite', path: draft } });
    return (await copyIntoPostgresql(draft, url, { mayReplace: false })).rows;
  } finally {
    await removeDatabase(draft);
    await rm(checksumFile(draft), { force: true });
  }
}

/**
 * As the start of the shop.
 * @param {string} url
 */
async function assertUsable(url) {
  const { assertNotInUseOnPostgresql } = await importBuilt('backup/copy/into-postgresql.js');
  const { assertServerAt } = await importBuilt('database/postgresql/assert-server.js');
  await assertNotInUseOnPostgresql(url);
  await assertServerAt(url);
}

/**
 * Without the password: what is printed is often kept.
 * @param {Env} env
 * @param {DatabaseLocation} target
 */
async function whatToDo({ dataDirectory }, target) {
  const { nameOfDatabase } = await importBuilt('config/database-location.js');
  const { defaultDataDirectory } = await importBuilt('config/env.js');
  const name = nameOfDatabase(target);
  const lines =
    target.kind === 'sqlite'
      ? [`DATABASE_URL=file:${name}`]
      : [`DATABASE_URL=postgresql://USER:PASSWORD@${name}   (as you gave it)`];
  // Covers and generated secrets stay where they are.
  if (path.resolve(root, defaultDataDirectory(target)) !== dataDirectory)
    lines.push(`DATA_DIR=${dataDirectory}`);
  return `Put this into .env, then start the shop:\n  ${lines.join('\n  ')}\nStart none on the former database any more: it stays as it was.`;
}
