import { cpSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { eventually, freePort, spawnProgram } from 'stripe-sandbox/testing';
import { freshFolder } from '../support/database.js';
import { execForm, readDockerfile } from '../support/dockerfile.js';
import { buildImage } from '../support/image.js';
import { root } from '../support/program.js';

const DOCKERFILE = 'sandbox/Dockerfile';
/** All that it may need of the checkout. */
const CONTEXT = ['package.json', 'package-lock.json', 'tsconfig.json', 'sandbox'];

async function context(): Promise<string> {
  const folder = path.join(await freshFolder(), 'context');
  for (const name of CONTEXT) {
    cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  }
  return folder;
}

describe('the image of the sandbox, carried out line by line', () => {
  it('holds the sandbox alone, and runs it', async () => {
    const image = await buildImage(await context(), DOCKERFILE);
    const cmd = readDockerfile(DOCKERFILE)
      .at(-1)
      ?.instructions.find(({ word }) => word === 'CMD');
    const [, script = ''] = execForm(cmd?.rest ?? '');
    const port = await freePort();
    // Inside of a container it is reached from outside; here it is not.
    const env = { ...image.env, SANDBOX_HOST: '127.0.0.1', SANDBOX_PORT: String(port) };

    const program = spawnProgram(script, env, image.folder);
    const { status } = await eventually(() =>
      fetch(`http://127.0.0.1:${port}/js/endive/stripe.js`),
    );
    await program.stop();

    expect(status).toBe(200);
    expect(readdirSync(image.folder).sort()).toEqual(['data', 'node_modules', 'sandbox']);
    expect(readdirSync(path.join(image.folder, 'data'))).toContain('sandbox.db');
    expect(readdirSync(path.join(image.folder, 'node_modules'))).not.toContain('jest');
  }, 300_000);
});
