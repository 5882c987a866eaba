import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { InvalidBackupError } from './verify-backup.js';

export const checksumFile = (file: string) => `${file}.sha256`;

export async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** As `sha256sum --check` reads it. */
export function checksumLine(digest: string, file: string): string {
  return `${digest}  ${path.basename(file)}\n`;
}

/** The digest that was written beside the backup when it was made. Throws a BadCopyError. */
export function storedChecksum(file: string): string {
  const beside = checksumFile(file);
  if (!existsSync(beside)) {
    const cure = `if you trust it: sha256sum "${file}" > "${beside}"`;
    throw new InvalidBackupError(`There is no ${beside} to compare it with (${cure})`);
  }
  const [digest = ''] = readFileSync(beside, 'utf8').split(/\s/);
  return digest;
}
