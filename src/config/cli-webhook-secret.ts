import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const NAME = /^stripe-listen\.(\d+)\.secret$/;

interface CliWebhookSecret {
  file: string;
  /** Of the `npm run stripe:listen` that left it. */
  pid: number;
}

/**
 * Where `npm run stripe:listen` leaves the secret that the Stripe CLI signs with, while it runs: a file
 * for each, so that one that ends takes nothing from another.
 */
export function cliWebhookSecretFile(databasePath: string, pid: number): string {
  return path.join(path.dirname(databasePath), `stripe-listen.${pid}.secret`);
}

export function cliWebhookSecretFiles(databasePath: string): CliWebhookSecret[] {
  const names = unlessMissing(() => readdirSync(path.dirname(databasePath))) ?? [];
  return names.flatMap((name) => {
    const pid = Number(NAME.exec(name)?.[1]);
    return pid > 0 ? [{ file: cliWebhookSecretFile(databasePath, pid), pid }] : [];
  });
}

/** None when nobody listens. */
export function readCliWebhookSecrets(databasePath: string): string[] {
  const secrets = cliWebhookSecretFiles(databasePath).map(
    ({ file }) => unlessMissing(() => readFileSync(file, 'utf8').trim()) ?? '',
  );
  return [...new Set(secrets)].filter((secret) => secret.startsWith('whsec_'));
}

/** They come and go while the shop looks. */
function unlessMissing<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}
