import { rm, writeFile } from 'node:fs/promises';

/** Tells the shop which secret signs what `stripe listen` forwards. Resolves to what ends that. */
export async function handOver(env, secret) {
  const { handedSecretFile } = await import('../../dist/config/handed-secret.js');
  if (!/^whsec_\w+$/.test(secret)) throw new Error('The Stripe CLI told no signing secret.');
  const file = handedSecretFile(env.databasePath);
  await writeFile(file, secret, { mode: 0o600 });
  return () => rm(file, { force: true });
}
