import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const Secrets = z.object({ session: z.string().min(32), webhook: z.string().startsWith('whsec_') });
export type GeneratedSecrets = z.infer<typeof Secrets>;

/**
 * Secrets for a shop on somebody's own machine, made once and kept beside its database, so that
 * nobody has to invent any before the first purchase. Never used in production.
 */
export function generatedSecrets(directory: string): GeneratedSecrets {
  const file = path.join(directory, 'secrets.json');
  mkdirSync(directory, { recursive: true });
  try {
    const fresh: GeneratedSecrets = {
      session: randomBytes(32).toString('hex'),
      webhook: `whsec_${randomBytes(32).toString('hex')}`,
    };
    // `wx`: of two processes that start at once, one writes and both read.
    writeFileSync(file, JSON.stringify(fresh), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return Secrets.parse(JSON.parse(readFileSync(file, 'utf8')));
}
