// Writes what the SDK's types say beside the build, when that is not there or older. The compiler takes
// its seconds once per checkout, not in every spec.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { build, packages, root } from '../paths.js';
import { readCatalogue } from '../stripe-types/read-catalogue.js';

const file = path.join(build, 'testing/stripe-types.json');
const stamp = path.join(root, '.test/stripe-types.made-from');

/** The declarations and the code that reads them, as they are now. */
function state(): string {
  const readers = path.join(import.meta.dirname, '../stripe-types');
  const sources = [
    ...['stripe/package.json', '@stripe/stripe-js/package.json'].map((name) =>
      path.join(packages, name),
    ),
    ...readdirSync(readers).map((name) => path.join(readers, name)),
  ];
  const hash = createHash('sha256');
  for (const source of sources) hash.update(readFileSync(source));
  return hash.digest('hex');
}

/** Made aside and put in place at once: another run may be reading the present one. */
function put(target: string, text: string): void {
  const draft = `${target}.${process.pid}`;
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(draft, text);
  renameSync(draft, target);
}

const now = state();
const isThere = existsSync(file) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now;
if (!isThere) {
  put(file, JSON.stringify(readCatalogue()));
  put(stamp, now);
}
