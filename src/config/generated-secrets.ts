import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { hasCode } from '../common/error.js';

const Secrets = z.object({ session: z.string().min(32), webhook: z.string().startsWith('whsec_') });
export type GeneratedSecrets = z.infer<typeof Secrets>;

/** Secrets for development, generated once and stored in DATA_DIR. Never used in production. */
export function generatedSecrets(directory: string): GeneratedSecrets {
  const file = path.join(directory, 'secrets.json');
  if (!existsSync(file)) {
    mkdirSync(directory, { recursive: true });
    publish(file, JSON.stringify(generate()));
  }
  return read(file);
}

function generate(): GeneratedSecrets {
  return {
    session: randomBytes(32).toString('hex'),
    webhook: `whsec_${randomBytes(32).toString('hex')}`,
  };
}

/** Creates the file atomically. Of several processes that start at once, one does, and all read it. */
function publish(file: string, text: string) {
  const temporaryFile = `${file}.${randomUUID()}`;
  try {
    writeFileSync(temporaryFile, text, { mode: 0o600, flush: true });
    linkSync(temporaryFile, file);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    rmSync(temporaryFile, { force: true });
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
