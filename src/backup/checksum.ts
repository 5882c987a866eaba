import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

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
