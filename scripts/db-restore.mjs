// `npm run db:restore -- FILE`: puts a backup in the place of the database, and asks Stripe for what
// the backup does not know. Ends with 1 when a person has to look at something.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { root } from './launcher/build.mjs';
import { migrate } from './launcher/database.mjs';
import { main, prepareProgram } from './launcher/prepare.mjs';
import { withStripe } from './launcher/with-stripe.mjs';
import { importBuilt } from './launcher/import-built.mjs';

const USAGE = 'npm run db:restore -- FILE: a backup that npm run db:backup or the shop has made';

await main(async () => {
  const [backup, ...rest] = process.argv.slice(2);
  if (!backup || rest.length > 0 || backup.startsWith('-')) {
    console.error(USAGE);
    return 2;
  }
  if (!existsSync(path.join(root, 'dist/backup/restore.js'))) await prepareProgram();
  const { loadEnv } = await importBuilt('config/load-env.js');
  const env = loadEnv(root);
  // npm runs this in the project’s folder; the path was typed in the caller’s.
  await restore(path.resolve(process.env['INIT_CWD'] ?? process.cwd(), backup), env);
  return withStripe(env, () => askStripe(env));
});

/**
 * @param {string} backup
 * @param {import('../src/config/env.js').Env} env
 */
async function restore(backup, env) {
  if (!existsSync(backup)) throw new Error(`There is no ${backup}.`);
  await refuseBeside(env);
  const steps = await importBuilt('backup/restore.js');
  const { databasePath } = env;
  const { markRecoveryPending } = await importBuilt('recovery/mark-recovery-pending.js');
  const migrations = path.join(root, 'prisma/migrations');
  const { file, rows } = await steps.stageRestore(backup, databasePath, migrations);
  try {
    await migrate({ ...env, databasePath: file });
    await markRecoveryPending(file, steps.createdAtOf(file));
    // Last: checking a large backup takes its time.
    steps.assertNotInUse(databasePath);
    const aside = await steps.swapIn(file, databasePath);
    console.log(`Restored ${backup}: ${rows['Order']} orders, ${rows['Book']} books.`);
    if (aside) console.log(`What was there before is kept as ${aside}.`);
  } finally {
    await steps.discard(file);
  }
}

/**
 * Clearer than a lock, and the one way to tell when the present file cannot even be read.
 * @param {import('../src/config/env.js').Env} env
 */
async function refuseBeside({ port }) {
  try {
    await fetch(`http://127.0.0.1:${port}/health/live`, { signal: AbortSignal.timeout(2_000) });
  } catch {
    return;
  }
  throw new Error(
    `The shop runs, on port ${port}. Stop it first: what it sells now would be lost.`,
  );
}

/** @param {import('../src/config/env.js').Env} env */
async function askStripe(env) {
  const { run } = await importBuilt('admin/run.js');
  const code = await run(['recover'], env);
  if (code !== 0) {
    console.log('To ask Stripe again, before the shop starts: npm run orders -- recover');
  }
  return code;
}
