// SQLite only: it opens a file.
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { eventually, freePort, spawnProgram } from 'stripe-sandbox/testing';
import { freshDatabase } from '../support/database.js';
import { root } from '../support/program.js';

const PATIENCE_SECONDS = 60;

it('npm run db:studio opens the shop’s database', async () => {
  const port = String(await freePort());
  const env = {
    DATABASE_URL: `file:${await freshDatabase()}`,
    SESSION_SECRET: 'a-session-secret-of-at-least-32-characters',
    STRIPE_WEBHOOK_SECRET: 'whsec_test0123456789abcdef0123456789abcdef',
  };
  const script = path.join(root, 'scripts/db-studio.mjs');
  const studio = spawnProgram(script, env, root, ['--browser', 'none', '--port', port]);
  try {
    await eventually(
      async () => expect((await fetch(`http://localhost:${port}`)).status).toBe(200),
      PATIENCE_SECONDS,
    );
  } finally {
    await studio.stop('SIGKILL');
  }
});
