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

/** The format of `sha256sum --check`. */
export function checksumLine(digest: string, file: string): string {
  return `${digest}  ${path.basename(file)}\n`;
}

/** The checksum that was written beside the backup. Throws an InvalidBackupError. */
export function storedChecksum(file: string): string {
  const checksum = checksumFile(file);
  if (!existsSync(checksum)) {
    const remedy = `if you trust it: sha256sum "${file}" > "${checksum}"`;
    throw new InvalidBackupError(`There is no ${checksum} to compare it with (${remedy})`);
  }
  const [digest = ''] = readFileSync(checksum, 'utf8').split(/\s/);
  return digest;
}
