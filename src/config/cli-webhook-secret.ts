import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { hasCode } from '../common/error.js';

const NAME = /^stripe-listen\.(\d+)\.secret$/;

interface CliWebhookSecret {
  file: string;
  /** Of the `npm run stripe:listen` that wrote it. */
  pid: number;
}

/** Where `npm run stripe:listen` writes the signing secret of the Stripe CLI while it runs: one file for each. */
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

export function readCliWebhookSecrets(databasePath: string): string[] {
  const secrets = cliWebhookSecretFiles(databasePath).map(
    ({ file }) => unlessMissing(() => readFileSync(file, 'utf8').trim()) ?? '',
  );
  return [...new Set(secrets)].filter((secret) => secret.startsWith('whsec_'));
}

/** Null if the file was deleted in the meantime. */
function unlessMissing<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}
