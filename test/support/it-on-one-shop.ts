import { it } from '@jest/globals';
import { SHOPS } from './shops.js';

/** A test of what each process does for itself. Where a shop is several, it is skipped, with the reason in its name. */
export function itOnOneShop(reason: string, name: string, test: () => Promise<void>): void {
  if (SHOPS > 1) it.skip(`${name} (One shop only: ${reason})`, test);
  else it(name, test);
}
