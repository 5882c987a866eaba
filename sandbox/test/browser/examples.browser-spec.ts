import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findChromium, QUIET } from '../support/chromium.js';
import { packages, root } from '../support/paths.js';
import { printedWith } from '../support/printed.js';
import { startSandbox, type RunningSandbox } from '../support/running-sandbox.js';
import { startStripePage, type StripePage } from '../support/stripe-page.js';

// The README's examples for four test runners, as printed: only the ports are those of this test.

const README = path.join(root, 'README.md');
const run = promisify(execFile);

let folder: string;

/** A folder that finds the packages, with one example in it. */
async function example(file: string, words: string, ports: Record<string, string> = {}) {
  const code = printedWith(README, 'js', words);
  await writeFile(
    path.join(folder, file),
    code.replace(/12111|4000/g, (port) => ports[port] ?? port),
  );
}

async function node(...args: string[]): Promise<string> {
  // As from a terminal: Jest tells its children that it runs.
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'] };
  try {
    const { stdout, stderr } = await run(process.execPath, args, { cwd: folder, env });
    return stdout + stderr;
  } catch (error) {
    // What a runner has to say about a test that failed is among what it prints.
    const { stdout } = error as { stdout?: string };
    throw new Error(stdout ?? '', { cause: error });
  }
}

beforeEach(async () => {
  folder = path.join(root, '.test/examples', String(process.pid));
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true }));

describe('the example in the README', () => {
  it('for node --test passes', async () => {
    await example('payment.test.mjs', 'node:test');

    expect(await node('--test', 'payment.test.mjs')).toMatch(/pass 1\n.* fail 0\n/s);
  });

  it('for Jest passes', async () => {
    await example('payment.test.mjs', '@jest/globals');
    await writeFile(path.join(folder, 'jest.config.json'), '{ "transform": {} }');

    const jest = path.join(packages, 'jest/bin/jest.js');
    expect(await node('--experimental-vm-modules', jest, '--config=jest.config.json')).toContain(
      'Tests:       1 passed, 1 total',
    );
  });

  it('for Vitest passes', async () => {
    await example('payment.test.mjs', "'vitest'");

    const vitest = path.join(packages, 'vitest/vitest.mjs');
    expect(await node(vitest, 'run', '--root=.', '--no-color')).toMatch(/Tests +1 passed/);
  });

  describe('for Playwright', () => {
    let sandbox: RunningSandbox;
    let shop: StripePage;

    beforeEach(async () => {
      sandbox = await startSandbox({ dataFile: ':memory:' });
      shop = await startStripePage({ sandboxUrl: sandbox.url, newClientSecret });
    });
    afterEach(async () => {
      shop.close();
      await sandbox.close();
    });

    async function newClientSecret(): Promise<string> {
      const { client_secret: secret } = await sandbox.stripe.paymentIntents.create({
        amount: 2300,
        currency: 'usd',
      });
      return secret ?? '';
    }

    it('passes', async () => {
      const ports = { 12111: String(sandbox.port), 4000: new URL(shop.url).port };
      await example('payment.spec.mjs', '@playwright/test', ports);
      const { executablePath, env } = await findChromium();
      const use = { launchOptions: { executablePath, args: ['--no-sandbox', ...QUIET], env } };
      await writeFile(
        path.join(folder, 'playwright.config.mjs'),
        `export default ${JSON.stringify({ testDir: '.', outputDir: 'results', workers: 1, use })};`,
      );

      const playwright = path.join(packages, '@playwright/test/cli.js');
      expect(await node(playwright, 'test', '--reporter=line')).toContain('1 passed');
      expect((await sandbox.stripe.paymentIntents.list()).data).toMatchObject([
        { status: 'succeeded' },
      ]);
    });
  });
});
