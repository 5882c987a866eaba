import { once } from 'node:events';
import { connect } from 'node:net';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  freePort,
  SandboxControl,
  startSandbox,
  startWebhookListener,
} from 'stripe-sandbox/testing';
import { freshFolder } from '../support/files.js';

const secret = 'whsec_0123456789abcdef';

describe('startSandbox', () => {
  it('names every value that is no good', async () => {
    const webhook = { url: 'nowhere', secret: 'mine' };

    const started = startSandbox({ port: -1, webhook });

    await expect(started).rejects.toThrow(/SANDBOX_PORT.*SANDBOX_WEBHOOK_URL.*WEBHOOK_SECRET/s);
  });

  it('takes what is undefined for what is left out', async () => {
    // As JavaScript passes on what it was not given.
    const changes = { port: undefined, dataFile: undefined, webhook: undefined } as object;
    const sandbox = await startSandbox(changes);

    expect(sandbox.port).toBeGreaterThan(0);
    await sandbox.close();
  });

  it('leaves the file to the next when its port is taken', async () => {
    const dataFile = path.join(await freshFolder(), 'sandbox.db');
    const other = await startSandbox();

    await expect(startSandbox({ dataFile, port: other.port })).rejects.toThrow('EADDRINUSE');

    const sandbox = await startSandbox({ dataFile });
    await sandbox.close();
    await other.close();
  });

  it('is over once it is closed, whoever still holds a connection', async () => {
    const sandbox = await startSandbox();
    const silent = connect(sandbox.port, '127.0.0.1');
    await once(silent, 'connect');

    await sandbox.close();

    await expect(sandbox.reset()).rejects.toThrow('This sandbox is closed');
    silent.destroy();
  });
});

describe('SandboxControl', () => {
  it('says where nobody answers', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;

    await expect(new SandboxControl(url).reset()).rejects.toThrow(`No sandbox answers at ${url}`);
  });

  it('takes an address with a slash at its end', async () => {
    const sandbox = await startSandbox();
    const control = new SandboxControl(`${sandbox.url}/`);

    await control.reset();

    expect(await control.requests()).toEqual([]);
    await sandbox.close();
  });
});

describe('startWebhookListener', () => {
  it('survives whoever only looks whether it is there', async () => {
    const listener = await startWebhookListener();

    expect((await fetch(listener.url)).status).toBe(200);
    const half = connect(Number(new URL(listener.url).port), '127.0.0.1').resume();
    half.end('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{');
    await once(half, 'close');

    expect((await fetch(listener.url, { method: 'POST', body: secret })).status).toBe(200);
    await listener.close();
  });
});
