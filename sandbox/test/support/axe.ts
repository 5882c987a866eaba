import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type * as axeCore from 'axe-core';
import type { Page } from 'playwright-core';

const axeScript = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

declare global {
  var axe: typeof axeCore;
}

/** Every violation that axe finds, with where it is. The page's context needs `bypassCSP`. */
export async function violationsOn(page: Page): Promise<string[]> {
  // Past the page's Content-Security-Policy, which rightly lets no such script in.
  if (!(await page.evaluate('"axe" in globalThis'))) {
    await page.evaluate(await readFile(axeScript, 'utf8'));
  }
  const { violations } = await page.evaluate((): Promise<axeCore.AxeResults> =>
    // What it finds right is not described, which takes longer than to find it.
    globalThis.axe.run({ resultTypes: ['violations'] }),
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
