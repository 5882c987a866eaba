import { rm, writeFile } from 'node:fs/promises';
import { importBuilt } from '../launcher/import-built.mjs';

/**
 * Publishes the signing secret of `stripe listen` to the shop. Resolves to a function that revokes it.
 * @param {{ dataDirectory: string }} env
 * @param {string} secret
 */
export async function publishWebhookSecret(env, secret) {
  const { cliWebhookSecretFile, cliWebhookSecretFiles } = await importBuilt(
    'config/cli-webhook-secret.js',
  );
  if (!/^whsec_\w+$/.test(secret)) throw new Error('The Stripe CLI printed no signing secret.');
  const { isRunning } = await importBuilt('common/process.js');
  // A killed process has left its secret behind.
  for (const { file, pid } of cliWebhookSecretFiles(env.dataDirectory)) {
    if (!isRunning(pid)) await rm(file, { force: true });
  }
  const file = cliWebhookSecretFile(env.dataDirectory, process.pid);
  await writeFile(file, secret, { mode: 0o600 });
  return () => rm(file, { force: true });
}
