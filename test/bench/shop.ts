import path from 'node:path';
import { freePort } from 'stripe-sandbox/testing';
import { WITHOUT_LIMITS } from '../support/patch.js';
import { freshFolder } from '../support/database.js';
import { patchedBuild } from '../support/patched-build.js';
import { sandboxScript } from '../support/program.js';
import { catalogOf } from './catalogs.js';
import { Server } from './server.js';

const SECRET = 'whsec_bench0123456789abcdef0123456789abcd';
const SANDBOX_KEYS = {
  STRIPE_SECRET_KEY: 'sk_test_foliosandbox',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_foliosandbox',
};

/** The shop in production mode and its sandbox, each a process of its own. */
export interface Bench {
  shop: Server;
  sandbox: Server;
  databasePath: string;
}

/** `books`: how many there are in the shop. */
export async function startShop(books: number, build: string): Promise<Bench> {
  const databasePath = await catalogOf(books);
  const [port, sandboxPort] = [await freePort(), await freePort()];
  const shopUrl = `http://127.0.0.1:${port}`;
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
  const sandbox = await Server.start(
    [sandboxScript],
    {
      SANDBOX_PORT: String(sandboxPort),
      SANDBOX_DATA: path.join(await freshFolder(), 'sandbox.db'),
      SANDBOX_WEBHOOK_URL: `${shopUrl}/webhooks/stripe`,
      SANDBOX_WEBHOOK_SECRET: SECRET,
    },
    sandboxUrl,
    '/_sandbox/health',
  );
  const shop = await Server.start(
    [build],
    {
      ...SANDBOX_KEYS,
      PORT: String(port),
      HOST: '127.0.0.1',
      PUBLIC_URL: shopUrl,
      // Each shopper comes from an address of their own.
      TRUST_PROXY: '1',
      DATABASE_URL: `file:${databasePath}`,
      SESSION_SECRET: 'a-session-secret-of-at-least-32-characters',
      STRIPE_WEBHOOK_SECRET: SECRET,
      STRIPE_API_BASE: sandboxUrl,
      STRIPE_JS_URL: `${sandboxUrl}/js/endive/stripe.js`,
    },
    shopUrl,
  );
  return { shop, sandbox, databasePath };
}

/** Nobody measures how fast posts are refused. */
export const buildWithoutLimits = () => patchedBuild('bench', [WITHOUT_LIMITS]);
