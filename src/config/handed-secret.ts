import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Where `npm run stripe:listen` leaves the secret that the Stripe CLI signs with, while it runs. */
export function handedSecretFile(databasePath: string): string {
  return path.join(path.dirname(databasePath), 'stripe-listen.secret');
}

/** None when nobody listens. */
export function readHandedSecret(databasePath: string): string | null {
  try {
    const secret = readFileSync(handedSecretFile(databasePath), 'utf8').trim();
    return secret.startsWith('whsec_') ? secret : null;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}
