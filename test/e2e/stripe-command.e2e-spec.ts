import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, freePort, type Program, spawnProgram } from 'stripe-sandbox/testing';
import { hasStripeCli } from '../../sandbox/test/support/stripe-cli.js';
import { aBook } from '../support/books.js';
import { databaseUrl, freshDatabase } from '../support/database.js';
import { isRunning } from '../../src/common/process.js';
import { childrenOf } from '../support/processes.js';
import { root } from '../support/program.js';
import { recordsOf } from '../support/records.js';
import { payWith, Shopper } from '../support/shopper.js';
import { World } from '../support/world.js';

const PATIENCE_SECONDS = 45;

(hasStripeCli ? describe : describe.skip)('the commands that run the Stripe CLI', () => {
  let world: World;
  const running: Program[] = [];

  beforeAll(async () => {
    const databasePath = await freshDatabase();
    aBook(databasePath, { slug: 'a-book' });
    // As with test keys and nothing else: no secret signs what comes to the webhook.
    world = await World.start({
      databasePath,
      isFaulty: true,
      shopEnv: { STRIPE_WEBHOOK_SECRET: '' },
    });
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((program) => program.stop()));
  });
  afterAll(() => world.stop());

  function start(script: string, args: string[] = [], env: Record<string, string> = {}): Program {
    const program = spawnProgram(
      path.join(root, 'scripts', script),
      { ...shop(), ...env },
      root,
      args,
    );
    running.push(program);
    return program;
  }

  const shop = () => ({
    HOME: world.dataDirectory,
    PORT: new URL(world.shopUrl).port,
    DATABASE_URL: databaseUrl(world.databasePath),
    DATA_DIR: world.dataDirectory,
    SANDBOX_PORT: new URL(world.sandboxUrl).port,
  });
  const secretFiles = () =>
    readdirSync(world.dataDirectory).filter((name) => name.endsWith('.secret'));

  async function listening(): Promise<Program> {
    const cli = start('stripe-listen.mjs');
    await eventually(() => {
      expect(cli.output()).toContain('Ready!');
    }, PATIENCE_SECONDS);
    return cli;
  }

  it('asks the sandbox when the shop has no keys, and hands its exit code on', async () => {
    const good = start('stripe.mjs', ['get', '/v1/account']);
    const bad = start('stripe.mjs', ['trigger', 'no.such_event']);

    expect([await good.ended, await bad.ended]).toEqual([0, 1]);
    expect(good.output()).toContain('"object": "account"');
  });

  it('needs no sandbox for what asks nobody', async () => {
    const nobody = { SANDBOX_PORT: String(await freePort()) };
    const version = start('stripe.mjs', ['--version'], nobody);
    const community = start('stripe.mjs', ['community'], nobody);

    expect([await version.ended, await community.ended]).toEqual([0, 0]);
    expect(version.output()).toContain('version');
  });

  it('says what to start when the sandbox does not answer', async () => {
    const cli = start('stripe.mjs', ['get', '/v1/account'], {
      SANDBOX_PORT: String(await freePort()),
    });

    expect(await cli.ended).toBe(1);
    expect(cli.output()).toContain('npm run sandbox');
  });

  it('refuses live keys, and prints none', async () => {
    const keys = {
      STRIPE_SECRET_KEY: 'sk_live_neverasked',
      STRIPE_PUBLISHABLE_KEY: 'pk_live_never',
    };
    const cli = start('stripe-listen.mjs', [], keys);

    expect(await cli.ended).toBe(1);
    expect(cli.output()).toContain('live key');
    expect(cli.output()).not.toContain('neverasked');
  });

  it('brings the shop its events and the secret that signs them, for as long as it listens', async () => {
    const cli = await listening();
    const shopper = new Shopper(world.shopUrl);
    const token = await shopper.buyNow('a-book');
    const { order, events, timeline } = recordsOf(world.databasePath);
    await payWith(world.stripe, order(token).paymentIntentId ?? '');

    await eventually(() => {
      expect(order(token).state).toBe('paid');
    }, PATIENCE_SECONDS);
    expect(timeline('payment_succeeded')).toMatchObject([{ trigger: 'webhook' }]);
    expect(events().length).toBeGreaterThan(0);

    await cli.stop();
    expect(secretFiles()).toEqual([]);
  });

  it('leaves another that listens its secret when it ends, and clears up after one that was killed', async () => {
    const [first, second] = await Promise.all([listening(), listening()]);
    await first.stop();
    expect(secretFiles()).toEqual([`stripe-listen.${second.pid}.secret`]);

    await second.stop('SIGKILL');
    const third = await listening();
    expect(secretFiles()).toEqual([`stripe-listen.${third.pid}.secret`]);
  });

  it('leaves no CLI behind when it is killed', async () => {
    const cli = await listening();
    const [supervisor = 0] = childrenOf(cli.pid);
    const [binary = 0] = childrenOf(supervisor);
    expect([supervisor, binary].map(isRunning)).toEqual([true, true]);

    await cli.stop('SIGKILL');

    await eventually(() => {
      expect([supervisor, binary].map(isRunning)).toEqual([false, false]);
    }, PATIENCE_SECONDS);
  });
});
