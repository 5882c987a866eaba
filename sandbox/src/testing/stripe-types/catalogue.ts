import { readFileSync } from 'node:fs';
import type { Catalogue } from './shape.js';

/** Right from src/ and from dist/, which lie side by side. */
const FILE = new URL('../../../dist/testing/stripe-types.json', import.meta.url);

let loaded: Catalogue | undefined;

/** What the SDK's types say, as `npm run stripe-types` has written it down. */
export function catalogue(): Catalogue {
  return (loaded ??= JSON.parse(readFileSync(FILE, 'utf8')) as Catalogue);
}
