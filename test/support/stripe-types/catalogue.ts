import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../program.js';
import type { Catalogue } from './shape.js';

let loaded: Catalogue | undefined;

/** What the SDK's types say, as test/support/global-setup.mjs has written it down for this run. */
export function catalogue(): Catalogue {
  const file = path.join(root, '.test/stripe-types.json');
  return (loaded ??= JSON.parse(readFileSync(file, 'utf8')) as Catalogue);
}
