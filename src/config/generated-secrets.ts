import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
  if (!existsSync(file)) {
    mkdirSync(directory, { recursive: true });
    publish(file, JSON.stringify(fresh()));
  }
  return read(file);
}

function fresh(): GeneratedSecrets {
  return {
    session: randomBytes(32).toString('hex'),
    webhook: `whsec_${randomBytes(32).toString('hex')}`,
  };
}

/**
 * Of several processes that start at once, one gives the file its name and all read what it wrote,
 * which is whole by then.
 */
function publish(file: string, text: string) {
  const draft = `${file}.${randomUUID()}`;
  try {
    writeFileSync(draft, text, { mode: 0o600, flush: true });
    linkSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function read(file: string): GeneratedSecrets {
  try {
    return Secrets.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new Error(`${file} cannot be used. Delete it: new secrets are made at the next start.`, {
      cause,
    });
  }
}
