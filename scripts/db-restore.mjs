// `npm run db:restore -- FILE`: replaces the database by a backup and recovers later payments from Stripe.
// Exits with 1 if a person has to act.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { root } from './launcher/build.mjs';
import { migrate } from './launcher/database.mjs';
import { main, prepareCommand } from './launcher/prepare.mjs';
import { withStripe } from './launcher/with-stripe.mjs';
import { importBuilt } from './launcher/import-built.mjs';
import { assertStopped } from './launcher/running-shop.mjs';

const USAGE = 'npm run db:restore -- FILE: a backup made by npm run db:backup or the shop';

await main(async () => {
  const [backup, ...rest] = process.argv.slice(2);
  if (!backup || rest.length > 0 || backup.startsWith('-')) {
    console.error(USAGE);
    return 2;
  }
  const env = await prepareCommand();
  // npm runs scripts in the project’s folder; the path is relative to the caller’s.
  await restore(path.resolve(process.env['INIT_CWD'] ?? process.cwd(), backup), env);
  return withStripe(env, () => recover(env));
});

/**
 * @param {string} backup
 * @param {import('../src/config/env.js').Env} env
 */
async function restore(backup, env) {
  if (!existsSync(backup)) throw new Error(`There is no ${backup}.`);
  await assertStopped(env);
  const { stageRestore } = await importBuilt('backup/restore.js');
  const { createdAtOf } = await importBuilt('backup/created-at.js');
  const { removeDatabase } = await importBuilt('backup/remove-database.js');
  const { replaceDatabase } = await importBuilt('backup/replace-database.js');
  const { markRecoveryPending } = await importBuilt('recovery/mark-recovery-pending.js');
  const migrations = path.join(root, 'prisma/migrations');
  const { file, rows } = await stageRestore(backup, besideWhich(env), migrations);
  try {
    await migrate({ database: { kind: 'sqlite', path: file } });
    await markRecoveryPending(file, createdAtOf(file));
    // Verifying a large backup takes a while: whether the database is in use is checked now.
    const previous = await replaceDatabase(env.database, file);
    console.log(`Restored ${backup}: ${rows['Order']} orders, ${rows['Book']} books.`);
    const what = env.database.kind === 'sqlite' ? '' : 'the schema ';
    if (previous) console.log(`The previous database is kept as ${what}${previous}.`);
  } finally {
    await removeDatabase(file);
  }
}

/**
 * The file beside which the backup is prepared.
 * @param {import('../src/config/env.js').Env} env
 */
function besideWhich({ database, dataDirectory }) {
  return database.kind === 'sqlite' ? database.path : path.join(dataDirectory, 'folio.db');
}

/** @param {import('../src/config/env.js').Env} env */
async function recover(env) {
  const { run } = await importBuilt('admin/run.js');
  const code = await run(['recover'], env);
  if (code !== 0) {
    console.log('If it was interrupted, again, before the shop starts: npm run orders -- recover');
  }
  return code;
}
