import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { freshFolder } from '../../sandbox/test/support/files.js';

export { freshFolder, onDatabase } from '../../sandbox/test/support/files.js';

const template =
  process.env['FOLIO_TEST_TEMPLATE'] ??
  path.resolve(import.meta.dirname, '../../.test/template.db');

/** The path of a migrated database without a row in it. */
export async function freshDatabase(folder?: string): Promise<string> {
  const file = path.join(folder ?? (await freshFolder()), 'folio.db');
  await copyFile(template, file);
  return file;
}

export const sqliteAt = (file: string) => ({ kind: 'sqlite', path: file }) as const;
