import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';
import { bundledChromium, type FoundBrowser } from './bundled-chromium.js';

// Playwright's own list, which counts no more once another is given: chromium.browser-spec.ts compares.
const PLAYWRIGHTS_DISABLED_FEATURES = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'msForceBrowserSignIn',
  'msEdgeUpdateLaunchServicesPreferredVersion',
];

// Two pages of the browser's own for each context, which cost as much as the page under test.
const ADDRESS_BAR_PAGES = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'];

// The tests prove that nothing leaves this machine, so the browser must not call home by itself.
export const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  `--disable-features=${[...PLAYWRIGHTS_DISABLED_FEATURES, ...ADDRESS_BAR_PAGES].join(',')}`,
  '--disable-gpu',
  '--disable-sync',
  '--no-first-run',
];

const COMMANDS = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser'];

const MACOS_APPLICATIONS = ['Google Chrome', 'Chromium', 'Microsoft Edge'];

const WINDOWS_FOLDERS = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'];
const WINDOWS_PROGRAMS = [
  'Google/Chrome/Application/chrome.exe',
  'Microsoft/Edge/Application/msedge.exe',
];

const CURE =
  'No browser was found for the tests. Install Google Chrome or Chromium, or set CHROMIUM_PATH ' +
  'to one, for example CHROMIUM_PATH=/usr/bin/chromium npm test. (On Linux x64 one comes with ' +
  '`npm install`; has it run without --omit=dev?)';

const inEach = (folders: readonly string[], files: readonly string[]): string[] =>
  files.flatMap((file) => folders.map((folder) => path.join(folder, file)));

function candidates(): string[] {
  if (process.platform === 'darwin') {
    return MACOS_APPLICATIONS.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  if (process.platform === 'win32') {
    const folders = WINDOWS_FOLDERS.flatMap((name) => process.env[name] ?? []);
    return inEach(folders, WINDOWS_PROGRAMS);
  }
  return inEach((process.env['PATH'] ?? '').split(path.delimiter), COMMANDS);
}

/** CHROMIUM_PATH, else an installed Chrome or Chromium, else the one among our dev dependencies. */
export async function findChromium(): Promise<FoundBrowser> {
  const chosen = process.env['CHROMIUM_PATH'];
  if (chosen !== undefined && chosen !== '') {
    if (existsSync(chosen)) return { executablePath: chosen };
    throw new Error(`CHROMIUM_PATH is ${chosen}, but there is no such file. Correct or unset it.`);
  }
  const installed = candidates().find((file) => existsSync(file));
  if (installed !== undefined) return { executablePath: installed };
  const bundled = await bundledChromium();
  if (bundled === null) throw new Error(CURE);
  return bundled;
}

/** For a headless browser that keeps to the web's security rules. */
export async function launchOptions(args: readonly string[] = []): Promise<LaunchOptions> {
  const { executablePath, env } = await findChromium();
  return { executablePath, args: [...QUIET, ...args], ...(env && { env }) };
}

/**
 * The browser of this run of Jest, or one of its own for who needs other flags. Close it in `afterAll`:
 * that closes what was opened in it.
 */
export async function launchChromium(...args: string[]): Promise<Browser> {
  const broker = process.env['FOLIO_TEST_CHROMIUM'];
  if (broker === undefined || args.length > 0) return chromium.launch(await launchOptions(args));
  const response = await fetch(broker);
  const answer = await response.text();
  if (!response.ok) throw new Error(answer);
  return chromium.connect(answer);
}
