import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { eventually, freePort, startProgram } from 'stripe-sandbox/testing';
import { freshFolder } from '../support/database.js';
import { sandboxScript } from '../support/program.js';
import { World } from '../support/world.js';

/** What this process has running, and what it listens on. */
const held = () => process.getActiveResourcesInfo().filter((kind) => /Process|Server/.test(kind));

describe('what a test starts', () => {
  it('is stopped with the rest of its world when the shop does not start', async () => {
    const before = held();

    const start = World.start({ isFaulty: true, shopEnv: { CURRENCY: 'shells' } });

    await expect(start).rejects.toThrow(/ended at once:[^]*CURRENCY/);
    await eventually(() => expect(held()).toEqual(before));
  });

  it('is stopped when it does not answer', async () => {
    const before = held();
    const env = { SANDBOX_PORT: '0', SANDBOX_DATA: path.join(await freshFolder(), 'sandbox.db') };
    const nowhere = `http://127.0.0.1:${await freePort()}`;

    const start = startProgram(sandboxScript, env, nowhere, 1);

    await expect(start).rejects.toThrow(`does not answer at ${nowhere}`);
    await eventually(() => expect(held()).toEqual(before));
  });
});
