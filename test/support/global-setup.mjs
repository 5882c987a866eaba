// Once per run: the programs in a few files, and an empty, migrated database that every test starts from
// a copy of.
import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { bin, root, runTool } from '../../scripts/launcher/build.mjs';
import bundleSandbox from '../../sandbox/test/support/global-setup.mjs';
import { offerPostgres } from './postgres/run.mjs';

export default async function globalSetup() {
  if (!existsSync(path.join(root, 'dist/app.module.js'))) throw new Error(NOT_BUILT);
  await mkdir(path.join(root, '.test'), { recursive: true });
  await offerPostgres();
  // The first of them makes the temporary folder of all.
  await Promise.all([bundleSandbox(), bundleShop(), migrateTemplate()]);
}

const NOT_BUILT =
  'There is no build to test. `npm test -- FILE` makes one first, as does `npm run build`.';

const bundleShop = () =>
  runTool('--import', ['tsx', path.join(root, 'test/support/programs/bundle-shop.ts')]);

async function migrateTemplate() {
  await putInPlace(path.join(root, '.test/template.db'), (draft) =>
    runTool(bin.prisma, ['migrate', 'deploy'], { ...process.env, DATABASE_URL: `file:${draft}` }),
  );
}

/**
 * Made aside and put in place at once: another run may be reading the present one.
 * @param {string} file
 * @param {(draft: string) => Promise<unknown>} make
 */
async function putInPlace(file, make) {
  const draft = `${file}.${process.pid}`;
  await make(draft);
  await rename(draft, file);
}
