// `npm run db:restore -- FILE`: replaces the database by a backup and recovers later payments from Stripe.
// Exits with 1 if a person has to act.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { root } from './launcher/build.mjs';
import { migrate } from './launcher/database.mjs';
import { listenerUrl } from './launcher/listener-url.mjs';
import { main, prepareCommand } from './launcher/prepare.mjs';
import { withStripe } from './launcher/with-stripe.mjs';
import { importBuilt } from './launcher/import-built.mjs';

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
  const steps = await importBuilt('backup/restore.js');
  const { removeDatabase } = await importBuilt('backup/remove-database.js');
  const { sqlitePath } = await importBuilt('config/database-location.js');
  const databasePath = sqlitePath(env.database, 'npm run db:restore');
  const { markRecoveryPending } = await importBuilt('recovery/mark-recovery-pending.js');
  const migrations = path.join(root, 'prisma/migrations');
  const { file, rows } = await steps.stageRestore(backup, databasePath, migrations);
  try {
    await migrate({ database: { kind: 'sqlite', path: file } });
    await markRecoveryPending(file, steps.createdAtOf(file));
    // Checked last: verifying a large backup takes a while.
    steps.assertNotInUse(databasePath);
    const previousPath = await steps.swapIn(file, databasePath);
    console.log(`Restored ${backup}: ${rows['Order']} orders, ${rows['Book']} books.`);
    if (previousPath) console.log(`The previous database is kept as ${previousPath}.`);
  } finally {
    await removeDatabase(file);
  }
}

/**
 * Detects a running shop also when the database cannot be read.
 * @param {import('../src/config/env.js').Env} env
 */
async function assertStopped(env) {
  try {
    await fetch(`${listenerUrl(env)}/health/live`, { signal: AbortSignal.timeout(2_000) });
  } catch {
    return;
  }
  throw new Error(
    `The shop is running on port ${env.port}. Stop it first: new orders would be lost.`,
  );
}

/** @param {import('../src/config/env.js').Env} env */
async function recover(env) {
  const { run } = await importBuilt('admin/run.js');
  const code = await run(['recover'], env);
  if (code !== 0) {
    console.log('To recover again, before the shop starts: npm run orders -- recover');
  }
  return code;
}
