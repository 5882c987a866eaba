import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type Stripe from 'stripe';
import {
  eventually,
  freePort,
  type Program,
  spawnProgram,
  startWebhookListener,
} from 'stripe-sandbox/testing';
import { launchChromium } from '../support/chromium.js';
import { freshFolder } from '../support/files.js';
import { packages, root } from '../support/paths.js';
import { sdkFor } from '../support/sdk.js';
import { hasStripeCli, StripeCli } from '../support/stripe-cli.js';
import { outcomeIn, typeCard } from '../support/stripe-js.js';
import { startStripePage } from '../support/stripe-page.js';

// What a developer of another shop does, in an empty folder, with nothing but the packed package.

const run = promisify(execFile);
const MEGABYTE = 1024 * 1024;
/** Compiled where it was taken from, unless the real install is asked for. */
const BINARY = 'better-sqlite3/build/Release/better_sqlite3.node';
const BARE_SERVER = `#!/usr/bin/env node
  import('node:http').then(({ createServer }) =>
    createServer((request, response) => response.end()).listen(process.env.SANDBOX_PORT, '127.0.0.1'));`;
const INSTALLS = process.env['FOLIO_REAL_INSTALL'] === '1';

let folder: string;
let port: number;
let program: Program;
let stripe: Stripe;

const npm = (...args: string[]) => run('npm', args, { cwd: folder });
const inModules = (...parts: string[]) => path.join(folder, 'node_modules', ...parts);

async function install(): Promise<void> {
  await run('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], { cwd: root });
  const [tarball = ''] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));
  await writeFile(path.join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  const quietly = ['--no-audit', '--no-fund', '--prefer-offline'];
  await npm('install', ...quietly, ...(INSTALLS ? [] : ['--ignore-scripts']), tarball);
  if (INSTALLS) return;
  await mkdir(path.dirname(inModules(BINARY)), { recursive: true });
  await copyFile(path.join(packages, BINARY), inModules(BINARY));
}

/** Where npx finds it. */
async function programOfNpx(): Promise<string> {
  const manifest = await readFile(inModules('stripe-sandbox/package.json'), 'utf8');
  const { bin } = JSON.parse(manifest) as { bin: Record<string, string> };
  expect(await readdir(inModules('.bin'))).toContain('stripe-sandbox');
  return inModules('stripe-sandbox', bin['stripe-sandbox'] ?? '');
}

beforeAll(async () => {
  folder = await freshFolder();
  await install();
  port = await freePort();
  const env = { SANDBOX_PORT: String(port), SANDBOX_DATA: ':memory:' };
  program = spawnProgram(await programOfNpx(), env, folder);
  await eventually(() => fetch(`http://127.0.0.1:${port}/_sandbox/health`), 30);
  stripe = sdkFor(port);
}, 300_000);

afterAll(() => program.stop());

async function sizeOf(place: string): Promise<number> {
  const entries = await readdir(place, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(async (file) => (await stat(path.join(file.parentPath, file.name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

describe('the packed package, installed in an empty folder', () => {
  it('brings at most 60 MB', async () => {
    expect((await sizeOf(inModules())) / MEGABYTE).toBeLessThan(60);
  });

  it('depends on four packages only', async () => {
    const { stdout } = await npm('ls', '--json', '--depth=1');
    const tree = JSON.parse(stdout) as {
      dependencies: { 'stripe-sandbox': { dependencies: Record<string, { version?: string }> } };
    };
    const { dependencies } = tree.dependencies['stripe-sandbox'];
    // An optional peer that is not there is listed, too.
    const installed = Object.keys(dependencies).filter((name) => dependencies[name]?.version);

    expect(installed).toEqual(['better-sqlite3', 'express', 'ws', 'zod']);
  });

  // Where nothing else runs, npx and a bare server take 0.7 s: twice that is less than two seconds.
  it('gives its first answer in less than twice the time of a bare server that npx starts', async () => {
    await writeFile(inModules('.bin/bare-server'), BARE_SERVER, { mode: 0o755 });
    const ofBareServer: number[] = [];
    const ofSandbox: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      ofBareServer.push(await untilFirstAnswer('bare-server'));
      ofSandbox.push(await untilFirstAnswer('stripe-sandbox'));
    }

    expect(Math.min(...ofSandbox) / Math.min(...ofBareServer)).toBeLessThan(2);
  });

  it('takes a payment from the official SDK', async () => {
    const { status } = await stripe.paymentIntents.create({
      amount: 2300,
      currency: 'usd',
      confirm: true,
      payment_method: 'pm_card_visa',
      return_url: 'https://shop.example/return',
    });

    expect(status).toBe('succeeded');
  });

  (hasStripeCli ? it : it.skip)('is listened to and triggered by the Stripe CLI', async () => {
    const cli = await StripeCli.at(`http://127.0.0.1:${port}`);
    const listener = await startWebhookListener();
    await cli.listen('--all-snapshot', '--forward-to', listener.url);

    expect(await cli.run('trigger', 'payment_intent.succeeded')).toMatchObject({ code: 0 });

    await eventually(() => {
      const types = listener.received.map(({ body }) => (JSON.parse(body) as Stripe.Event).type);
      expect(types).toContain('payment_intent.succeeded');
    });
    await cli.stop();
    await listener.close();
  });

  it('serves a page with the Payment Element that pays', async () => {
    const intent = await stripe.paymentIntents.create({ amount: 2300, currency: 'usd' });
    const newClientSecret = () => Promise.resolve(intent.client_secret ?? '');
    const shop = await startStripePage({ sandboxUrl: `http://127.0.0.1:${port}`, newClientSecret });
    const browser: Browser = await launchChromium();
    try {
      const page = await browser.newPage();
      await page.goto(`${shop.url}/?stay`);
      await typeCard(page, '4242 4242 4242 4242');
      await page.getByRole('button', { name: 'Pay' }).click();

      expect(await outcomeIn(page)).toMatchObject({ paymentIntent: { status: 'succeeded' } });
    } finally {
      await browser.close();
      shop.close();
    }
  });

  it('starts a sandbox for a test, whose imports are all there', async () => {
    await writeFile(
      path.join(folder, 'test.mjs'),
      `import { createSandbox } from 'stripe-sandbox';
       import { TEST_CARDS } from 'stripe-sandbox/test-cards';
       import { startSandbox } from 'stripe-sandbox/testing';
       const sandbox = await startSandbox();
       const answer = await fetch(sandbox.url + '/_sandbox/health');
       await sandbox.close();
       console.log(typeof createSandbox, TEST_CARDS.length > 20, answer.status);`,
    );

    const { stdout } = await run(process.execPath, ['test.mjs'], { cwd: folder });

    expect(stdout).toBe('function true 200\n');
  });

  it('has types that the compiler takes, with the SDK beside it', async () => {
    await symlink(path.join(packages, 'stripe'), inModules('stripe'));
    await writeFile(
      path.join(folder, 'typed.ts'),
      `import Stripe from 'stripe';
       import { startSandbox } from 'stripe-sandbox/testing';
       const sandbox = await startSandbox({ port: 0 });
       export const stripe = new Stripe('sk_test_anything', sandbox.stripeOptions);`,
    );
    const tsc = path.join(packages, 'typescript/bin/tsc');
    const strict = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2023'];
    const modules = ['--module', 'nodenext', '--types', 'node'];
    const where = ['--typeRoots', path.join(packages, '@types')];

    const { stdout } = await run(
      process.execPath,
      [tsc, ...strict, ...modules, ...where, 'typed.ts'],
      { cwd: folder },
    );

    expect(stdout).toBe('');
  });
});

/** In milliseconds, from the command to the answer. */
async function untilFirstAnswer(command: string): Promise<number> {
  const ownPort = await freePort();
  const env = { ...process.env, SANDBOX_PORT: String(ownPort), SANDBOX_DATA: ':memory:' };
  const started = performance.now();
  // A group of its own: npx starts a shell, and the shell starts the program.
  const npx = spawn('npx', [command], { cwd: folder, env, stdio: 'ignore', detached: true });
  const ended = once(npx, 'exit');
  const answers = () => fetch(`http://127.0.0.1:${ownPort}/_sandbox/health`).then(Boolean, () => false); // prettier-ignore
  try {
    while (!(await answers())) {
      if (npx.exitCode !== null) throw new Error(`${command} has ended by itself`);
      await wait(10);
    }
    return performance.now() - started;
  } finally {
    if (npx.exitCode === null) process.kill(-(npx.pid ?? 0), 'SIGTERM');
    await ended;
  }
}
