import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';

/** To be called before the page is opened: a document that is left keeps that it was. */
export async function noteLeaving(page: Page): Promise<void> {
  await page.addInitScript(`addEventListener('pagehide', () => { window.wasLeft = true; })`);
}

/** Whether the browser has restored the document in place of loading it again. */
export const isRestored = (page: Page) => page.evaluate('window.wasLeft === true');

/** Whether the browser restores any page at all when going back: Chromium's headless shell does not. */
export async function restoresPages(browser: Browser): Promise<boolean> {
  const server = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>Any</title>');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const page = await browser.newPage();
  try {
    await noteLeaving(page);
    for (const name of ['first', 'second']) await page.goto(`http://127.0.0.1:${port}/${name}`);
    await page.evaluate('history.back()');
    await page.waitForURL('**/first', { waitUntil: 'commit' });
    return Boolean(await isRestored(page));
  } finally {
    await page.close();
    server.close();
    server.closeAllConnections();
  }
}
