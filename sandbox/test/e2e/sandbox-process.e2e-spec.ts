import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type Stripe from 'stripe';
import { eventually, startWebhookListener } from 'stripe-sandbox/testing';
import { freshFolder } from '../support/files.js';
import { root, sandboxScript } from '../support/paths.js';
import { sdkFor } from '../support/sdk.js';

let folder: string;
let children: ChildProcess[];

interface SandboxProgram {
  pid: number;
  port: number;
  stripe: Stripe;
  /** Resolves with its exit code. */
  stop: (signal: NodeJS.Signals) => Promise<number | null>;
}

beforeEach(async () => {
  folder = await freshFolder();
  children = [];
});

afterEach(async () => {
  for (const child of children) await end(child, 'SIGKILL');
});

function spawnSandbox(env: Record<string, string>) {
  const dataFile = path.join(folder, 'sandbox.db');
  const child = spawn(process.execPath, [sandboxScript], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', SANDBOX_PORT: '0', SANDBOX_DATA: dataFile, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  return child;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill(signal);
    await once(child, 'exit');
  }
  return child.exitCode;
}

async function start(env: Record<string, string> = {}): Promise<SandboxProgram> {
  const child = spawnSandbox(env);
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  const port = await eventually(() => {
    const [, digits] =
      /^Stripe sandbox on http:\/\/127\.0\.0\.[12]:(\d+) \(acct_\w+\)/.exec(output) ?? [];
    if (digits === undefined) throw new Error(`It does not listen: ${output}`);
    return Number(digits);
  });
  const pid = child.pid ?? 0;
  return { pid, port, stripe: sdkFor(port), stop: (signal) => end(child, signal) };
}

const pay = { payment_method: 'pm_card_visa', return_url: 'https://shop.example/return' };

describe('the sandbox as a program', () => {
  it('keeps what it acknowledged when it is killed', async () => {
    const first = await start({ SANDBOX_LATER_SECONDS: '3600' });
    const { id } = await first.stripe.paymentIntents.create({ amount: 2300, currency: 'usd' });
    await first.stripe.paymentIntents.confirm(id, pay);
    const account = await first.stripe.accounts.retrieveCurrent();
    await first.stop('SIGKILL');

    const second = await start();

    expect(await second.stripe.paymentIntents.retrieve(id)).toMatchObject({ status: 'succeeded' });
    const { data } = await second.stripe.events.list();
    expect(data.map(({ type }) => type)).toEqual([
      'payment_intent.succeeded',
      'charge.succeeded',
      'payment_intent.created',
    ]);
    expect(await second.stripe.accounts.retrieveCurrent()).toMatchObject({ id: account.id });
  });

  it('still owes each webhook endpoint what it had not acknowledged when it is killed', async () => {
    const shop = await startWebhookListener();
    const first = await start();
    const { secret = '' } = await first.stripe.webhookEndpoints.create({
      url: shop.url,
      enabled_events: ['payment_intent.created'],
    });
    const release = shop.hold();
    const { id } = await first.stripe.paymentIntents.create({ amount: 2300, currency: 'usd' });
    await eventually(() => {
      expect(shop.received).toHaveLength(1);
    });
    await first.stop('SIGKILL');
    release();

    const second = await start();

    const again = await eventually(() => {
      expect(shop.received).toHaveLength(2);
      return shop.received[1];
    });
    await shop.close();
    const signature = String(again?.headers['stripe-signature']);
    expect(
      second.stripe.webhooks.constructEvent(again?.body ?? '', signature, secret),
    ).toMatchObject({ type: 'payment_intent.created', data: { object: { id } } });
  });

  it('answers what is in flight before it stops, and leaves with 0', async () => {
    const program = await start();
    const url = `http://127.0.0.1:${program.port}/_sandbox`;
    await fetch(`${url}/settings`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ delay_ms: 60_000 }),
    });
    const created = program.stripe.paymentIntents.create({ amount: 2300, currency: 'usd' });
    await eventually(async () => {
      expect(await (await fetch(`${url}/requests`)).json()).toMatchObject({ data: [{}] });
    });

    // As when the terminal and the launcher both pass Ctrl-C on.
    process.kill(program.pid, 'SIGINT');
    const code = await program.stop('SIGTERM');

    expect(code).toBe(0);
    expect(await created).toMatchObject({ status: 'requires_payment_method' });
  });

  it('says everything that is wrong with its configuration, and leaves with 1', async () => {
    const child = spawnSandbox({ SANDBOX_PORT: 'http', SANDBOX_WEBHOOK_URL: 'nowhere' });

    const [said] = await Promise.all([text(child.stderr), once(child, 'exit')]);

    expect(child.exitCode).toBe(1);
    expect(said).toContain('SANDBOX_PORT');
    expect(said).toContain('SANDBOX_WEBHOOK_URL');
    expect(said).not.toContain('    at ');
  });

  // Other systems give this machine one loopback address, not a whole range.
  const onLinux = process.platform === 'linux' ? it : it.skip;

  onLinux(
    'is reached at another address of this machine only when SANDBOX_HOST says so',
    async () => {
      const reachable = (port: number) =>
        fetch(`http://127.0.0.2:${port}/v1/account`).then(
          () => true,
          () => false,
        );
      const closed = await start();
      const open = await start({
        SANDBOX_HOST: '127.0.0.2',
        SANDBOX_DATA: path.join(folder, 'open.db'),
      });

      expect(await reachable(closed.port)).toBe(false);
      expect(await reachable(open.port)).toBe(true);
    },
  );

  it('says which port is taken and what to do', async () => {
    const { port } = await start();
    const dataFile = path.join(folder, 'other.db');
    const child = spawnSandbox({ SANDBOX_PORT: String(port), SANDBOX_DATA: dataFile });

    const [said] = await Promise.all([text(child.stderr), once(child, 'exit')]);

    expect(child.exitCode).toBe(1);
    expect(said).toContain(String(port));
    expect(said).toContain('set SANDBOX_PORT');
  });

  it('does not share its file with a second sandbox', async () => {
    await start();
    const child = spawnSandbox({});

    const [said] = await Promise.all([text(child.stderr), once(child, 'exit')]);

    expect(child.exitCode).toBe(1);
    expect(said).toContain('Another sandbox is using it');
  });
});
