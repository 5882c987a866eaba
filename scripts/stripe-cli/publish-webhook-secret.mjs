import { codeOf } from '../launcher/error.mjs';
import { rm, writeFile } from 'node:fs/promises';
import { importBuilt } from '../launcher/import-built.mjs';

/**
 * Tells the shop which secret signs what `stripe listen` forwards. Resolves to what ends that.
 * @param {{ databasePath: string }} env
 * @param {string} secret
 */
export async function publishWebhookSecret(env, secret) {
  const { cliWebhookSecretFile, cliWebhookSecretFiles } = await importBuilt(
    'config/cli-webhook-secret.js',
  );
  if (!/^whsec_\w+$/.test(secret)) throw new Error('The Stripe CLI told no signing secret.');
  for (const { file, pid } of cliWebhookSecretFiles(env.databasePath)) {
    if (!isRunning(pid)) await rm(file, { force: true });
  }
  const file = cliWebhookSecretFile(env.databasePath, process.pid);
  await writeFile(file, secret, { mode: 0o600 });
  return () => rm(file, { force: true });
}

/**
 * One that was killed left its secret behind.
 * @param {number} pid
 */
function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}
