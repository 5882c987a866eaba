import { existsSync } from 'node:fs';
import path from 'node:path';
import type { LaunchOptions } from 'puppeteer-core';
import { bundledChromium, type FoundBrowser } from '../../sandbox/test/support/bundled-chromium.js';
import { findChromium, QUIET } from '../../sandbox/test/support/chromium.js';

export interface BrowserUnderTest {
  name: string;
  /** For Puppeteer: Playwright drives no Firefox that it has not built itself. Null where there is none. */
  options: LaunchOptions | null;
}

export async function findEveryBrowser(): Promise<BrowserUnderTest[]> {
  const bundled = await bundledChromium();
  const chosen = await findChromium();
  const installed = chosen.executablePath === bundled?.executablePath ? null : chosen;
  return [
    { name: 'the Chromium that npm installs', options: bundled && forChromium(bundled) },
    { name: 'an installed Chrome or Chromium', options: installed && forChromium(installed) },
    { name: 'Firefox', options: findFirefox() },
  ];
}

function forChromium(found: FoundBrowser): LaunchOptions {
  return { ...found, args: [...QUIET, '--no-sandbox'] };
}

/** FIREFOX_PATH, else the one on the PATH. */
function findFirefox(): LaunchOptions | null {
  const executablePath = process.env['FIREFOX_PATH'] ?? onPath(['firefox-esr', 'firefox']);
  return executablePath === undefined ? null : { browser: 'firefox', executablePath };
}

function onPath(commands: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return commands
    .flatMap((command) => folders.map((folder) => path.join(folder, command)))
    .find((file) => existsSync(file));
}
