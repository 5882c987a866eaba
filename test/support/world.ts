import path from 'node:path';
import type Stripe from 'stripe';
import {
  freePort,
  type Program,
  SandboxControl,
  spawnProgram,
  startProgram,
} from 'stripe-sandbox/testing';
import { sdkFor } from '../../sandbox/test/support/sdk.js';
import { databaseUrl, freshDatabase, freshFolder, isPostgres } from './database.js';
import { FaultProxy } from './fault-proxy.js';
import { root, sandboxScript, shopScript as ownScript } from './program.js';
import { shopFolder } from './shop-folder.js';
import { SHOPS, startShops } from './shops.js';

const WEBHOOK_SECRET = 'whsec_test0123456789abcdef0123456789abcdef';

type Env = Record<string, string>;

export interface WorldOptions {
  /** Another build of the shop than the usual one. */
  shopScript?: string;
  shopEnv?: Env;
  sandboxEnv?: Env;
  databasePath?: string;
  /** Puts a FaultProxy, `world.faults`, between shop and sandbox. */
  isFaulty?: boolean;
  /** As on a server, although with test keys and on this machine. */
  production?: boolean;
  /** What browsers call the shop's machine; they have to be told where that is. */
  host?: string;
}

/** A shop and a Stripe sandbox, each a process of its own, on free ports, with their own data. */
export class World {
  readonly shopUrl: string;
  /** The shop's address for browsers. */
  readonly publicUrl: string;
  readonly sandboxUrl: string;
  readonly databasePath: string;

  private constructor(
    addresses: { shopUrl: string; sandboxUrl: string; databasePath: string },
    readonly envs: { shop: Env & { PUBLIC_URL: string }; sandbox: Env },
    public sandbox: Program,
    public shop: Program,
    private readonly proxy: FaultProxy | null,
  ) {
    this.shopUrl = addresses.shopUrl;
    this.publicUrl = envs.shop.PUBLIC_URL;
    this.sandboxUrl = addresses.sandboxUrl;
    this.databasePath = addresses.databasePath;
    const { port } = new URL(this.sandboxUrl);
    this.stripe = sdkFor(Number(port), 'sk_test_foliosandbox', { maxNetworkRetries: 2 });
  }

  readonly webhookSecret = WEBHOOK_SECRET;
  /** The sandbox's own record, through the official SDK. */
  readonly stripe: Stripe;

  /** Where the shop keeps its files. */
  get dataDirectory(): string {
    return this.envs.shop['DATA_DIR'] ?? path.dirname(this.databasePath);
  }

  get control(): SandboxControl {
    return new SandboxControl(this.sandboxUrl);
  }

  get faults(): FaultProxy {
    if (!this.proxy) throw new Error('Start this world with isFaulty: true');
    return this.proxy;
  }

  static async start(options: WorldOptions = {}): Promise<World> {
    const [shopPort, sandboxPort] = [await freePort(), await freePort()];
    const [shopUrl, sandboxUrl] = [shopPort, sandboxPort].map((port) => `http://127.0.0.1:${port}`);
    if (!shopUrl || !sandboxUrl) throw new Error('No ports');
    const databasePath = options.databasePath ?? (await freshDatabase());
    const ownEnv = await sandboxEnvOf(sandboxPort, `${shopUrl}/webhooks/stripe`);
    const sandboxEnv = { ...ownEnv, ...options.sandboxEnv };
    const sandbox = await startSandbox(sandboxUrl, sandboxEnv);
    const proxy = options.isFaulty ? await FaultProxy.before(sandboxUrl) : null;
    const shopEnv = {
      PORT: String(shopPort),
      PUBLIC_URL: options.host ? `http://${options.host}:${shopPort}` : shopUrl,
      // Each Shopper comes from an address of their own.
      TRUST_PROXY: '1',
      DATABASE_URL: databaseUrl(databasePath),
      ...(isPostgres(databasePath) && { DATA_DIR: await freshFolder() }),
      SANDBOX_PORT: String(sandboxPort),
      // Whoever tests the sweeper says how often; nobody else wants it to come by.
      SWEEP_SECONDS: '3600',
      SESSION_SECRET: 'a-session-secret-of-at-least-32-characters',
      STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
      ...(proxy && stripeAt(proxy.url, sandboxUrl)),
      ...(options.production && (await productionEnv(sandboxUrl))),
      ...options.shopEnv,
    };
    const shop = await startShop(shopUrl, shopEnv, options.shopScript).catch(
      async (error: unknown) => {
        proxy?.stop();
        await sandbox.stop();
        throw error;
      },
    );
    const envs = { shop: shopEnv, sandbox: sandboxEnv };
    return new World({ shopUrl, sandboxUrl, databasePath }, envs, sandbox, shop, proxy);
  }

  /** After the shop has ended: the same data, and the usual build unless another is named. */
  async restartShop(changes: Pick<WorldOptions, 'shopScript' | 'shopEnv'> = {}): Promise<void> {
    const { shopScript, shopEnv } = changes;
    // Of several processes, only one may have ended.
    await this.shop.stop('SIGKILL');
    this.shop = await startShop(this.shopUrl, { ...this.envs.shop, ...shopEnv }, shopScript);
  }

  /** After the sandbox has ended: the same port and file. */
  async restartSandbox(): Promise<void> {
    this.sandbox = await startSandbox(this.sandboxUrl, this.envs.sandbox);
  }

  /** What the project's commands read, quietly. */
  get commandEnv(): Record<string, string> {
    return { NODE_ENV: 'test', ...this.envs.shop, LOG_LEVEL: 'fatal' };
  }

  /** One of the project's commands, configured as this shop is. */
  async command(name: string, args: string[] = []): Promise<{ code: number | null; said: string }> {
    const env = this.commandEnv;
    const program = spawnProgram(path.join(root, 'scripts', `${name}.mjs`), env, root, args);
    return { code: await program.ended, said: program.output() };
  }

  async stop(): Promise<void> {
    await Promise.all([this.shop.stop(), this.sandbox.stop()]);
    this.proxy?.stop();
  }
}

/** The browser still loads Stripe.js from the sandbox itself. */
function stripeAt(apiBase: string, sandboxUrl: string) {
  return {
    STRIPE_SECRET_KEY: 'sk_test_foliosandbox',
    STRIPE_PUBLISHABLE_KEY: 'pk_test_foliosandbox',
    STRIPE_API_BASE: apiBase,
    STRIPE_JS_URL: `${sandboxUrl}/js/endive/stripe.js`,
  };
}

async function productionEnv(sandboxUrl: string) {
  return {
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    SHOP_DIR: await shopFolder(),
    ...stripeAt(sandboxUrl, sandboxUrl),
  };
}

async function sandboxEnvOf(port: number, webhookUrl: string): Promise<Env> {
  return {
    SANDBOX_PORT: String(port),
    SANDBOX_DATA: path.join(await freshFolder(), 'sandbox.db'),
    SANDBOX_WEBHOOK_URL: webhookUrl,
    SANDBOX_WEBHOOK_SECRET: WEBHOOK_SECRET,
    SANDBOX_RETRY_SECONDS: '0.2,0.5,1,2',
  };
}

function startSandbox(url: string, env: Env): Promise<Program> {
  return startProgram(sandboxScript, env, `${url}/_sandbox/health`);
}

function startShop(url: string, env: Env, script = ownScript) {
  if (SHOPS > 1) return startShops(script, env, url);
  return startProgram(script, env, `${url}/health/live`);
}
