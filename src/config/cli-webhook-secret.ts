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
export function cliWebhookSecretFile(dataDirectory: string, pid: number): string {
  return path.join(dataDirectory, `stripe-listen.${pid}.secret`);
}

export function cliWebhookSecretFiles(dataDirectory: string): CliWebhookSecret[] {
  const names = unlessMissing(() => readdirSync(dataDirectory)) ?? [];
  return names.flatMap((name) => {
    const pid = Number(NAME.exec(name)?.[1]);
    return pid > 0 ? [{ file: cliWebhookSecretFile(dataDirectory, pid), pid }] : [];
  });
}

export function readCliWebhookSecrets(dataDirectory: string): string[] {
  const secrets = cliWebhookSecretFiles(dataDirectory).map(
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
