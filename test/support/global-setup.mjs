// Once per run: the programs in a few files, an empty, migrated database that every test starts from a
// copy of, and what the SDK's types say of Stripe's objects.
import { mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { bin, root, runTool } from '../../scripts/launcher/build.mjs';
import { fingerprint, stamp } from '../../scripts/launcher/fingerprint.mjs';

export default async function globalSetup() {
  await mkdir(path.join(root, '.test'), { recursive: true });
  await Promise.all([bundlePrograms(), migrateTemplate(), readStripeTypes()]);
}

const runTypeScript = (file, args = []) =>
  runTool('--import', ['tsx', path.join(root, 'test/support/programs', file), ...args]);

const bundlePrograms = () => runTypeScript('bundle-shop.ts');

async function migrateTemplate() {
  await putInPlace(path.join(root, '.test/template.db'), (draft) =>
    runTool(bin.prisma, ['migrate', 'deploy'], { ...process.env, DATABASE_URL: `file:${draft}` }),
  );
}

async function readStripeTypes() {
  const file = path.join(root, '.test/stripe-types.json');
  const readFrom = stamp(`${file}.made-from`);
  const state = fingerprint(root, ['package-lock.json', 'test/support/stripe-types']);
  if (readFrom.matches(state)) return;
  await putInPlace(file, (draft) => runTypeScript('write-stripe-types.ts', [draft]));
  readFrom.write(state);
}

/** Made aside and put in place at once: another run may be reading the present one. */
async function putInPlace(file, make) {
  const draft = `${file}.${process.pid}`;
  await make(draft);
  await rename(draft, file);
}
