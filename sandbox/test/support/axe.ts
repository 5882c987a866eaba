import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type * as axeCore from 'axe-core';
import type { BrowserContext, Page } from 'playwright-core';

const axeScript = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

declare global {
  var axe: typeof axeCore;
}

/** Much quicker than with each page anew. Not into frames: those of Stripe.js have specs of their own. */
export async function loadAxeInto(context: BrowserContext): Promise<void> {
  const script = await readFile(axeScript, 'utf8');
  await context.addInitScript(`if (self === top) { ${script} }`);
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
