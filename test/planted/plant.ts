import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { onDatabase } from '../support/database.js';
import { patchedFiles } from '../support/patched-build.js';
import { root } from '../support/program.js';
import type { PlantedBug } from './bugs.js';

export interface Planted {
  folder: string;
  /** What tells the specs to use the copies. */
  env: { FOLIO_TEST_BUILD: string; FOLIO_TEST_TEMPLATE: string };
}

/** Both copies, each with its part of the bug. */
export async function plant({
  name,
  patches = [],
  sql = '',
}: Omit<PlantedBug, 'caughtBy'>): Promise<Planted> {
  const build = await patchedFiles(`planted-${name.replaceAll(/\W+/g, '-')}`, patches);
  const folder = path.dirname(build);
  const template = path.join(folder, 'template.db');
  await copyFile(path.join(root, '.test/template.db'), template);
  onDatabase(template, (database) => database.exec(sql));
  return { folder, env: { FOLIO_TEST_BUILD: build, FOLIO_TEST_TEMPLATE: template } };
}
