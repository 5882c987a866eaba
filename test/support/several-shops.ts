import pg from 'pg';
import type Stripe from 'stripe';
import { eventually, freePort, type Program, startProgram } from 'stripe-sandbox/testing';
import { Balancer } from './balancer.js';
import { freshPostgres } from './postgres/fresh.js';
import { shopScript } from './program.js';
import { World } from './world.js';

interface Options {
  count: number;
  shopEnv?: Record<string, string>;
}

/** Shops on one PostgreSQL database behind one address, and a Stripe sandbox that delivers there. */
export class SeveralShops {
  private constructor(
    private readonly world: World,
    private readonly balancer: Balancer,
    private readonly shops: Program[],
    private readonly database: pg.Pool,
  ) {}

  static async start({ count, shopEnv = {} }: Options): Promise<SeveralShops> {
    const databaseUrl = await freshPostgres();
    const balancer = await Balancer.open();
    const world = await World.start({
      production: true,
      shopEnv: {
        DATABASE_URL: databaseUrl,
        BACKUP_SECONDS: '0',
        PUBLIC_URL: balancer.url,
        ...shopEnv,
      },
      sandboxEnv: { SANDBOX_WEBHOOK_URL: `${balancer.url}/webhooks/stripe` },
    });
    const database = new pg.Pool({ connectionString: databaseUrl, max: 2 });
    database.on('error', () => undefined);
    const all = new SeveralShops(world, balancer, [world.shop], database);
    balancer.urls.push(world.shopUrl);
    await Promise.all(Array.from({ length: count - 1 }, () => all.#addShop()));
    await balancer.look();
    return all;
  }

  /** The one address that shoppers and Stripe know. */
  get url(): string {
    return this.balancer.url;
  }

  /** Their own addresses. */
  get urls(): readonly string[] {
    return this.balancer.urls;
  }

  get stripe(): Stripe {
    return this.world.stripe;
  }

  get control() {
    return this.world.control;
  }

  get webhookSecret(): string {
    return this.world.webhookSecret;
  }

  async rows<T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> {
    return (await this.database.query<T>(text, values)).rows;
  }

  /** Puts a book of $23.00 on the shelf. Null: as many copies as are asked for. */
  async aBook(slug: string, stock: number | null = null): Promise<string> {
    await this.rows(
      `INSERT INTO "Book" ("slug", "title", "author", "description", "coverColor", "unitPriceMinor", "currency",
         "shelfPosition", "stock", "createdAt", "updatedAt")
       VALUES ($1, $1, 'Ada Lovelace', 'A book.', '#1f3a5f', 2300, 'usd', 1, $2, now(), now())`,
      [slug, stock],
    );
    return slug;
  }

  async paymentOf(token: string): Promise<string> {
    const [order] = await this.rows<{ id: string }>(
      'SELECT "paymentIntentId" AS "id" FROM "Order" WHERE "token" = $1',
      [token],
    );
    return order?.id ?? '';
  }

  /** Ends one as an update does, starts it again, and resolves when it is ready. */
  async restart(at: number): Promise<void> {
    const url = this.urls[at] ?? '';
    await this.shops[at]?.stop();
    this.shops[at] = await this.#startShop(url);
    await eventually(async () => {
      const { status } = await fetch(`${url}/health/ready`);
      if (status !== 200) throw new Error(`The shop is not ready: ${status}`);
    }, 30);
    await this.balancer.look();
  }

  output(): string {
    return this.shops.map((shop) => shop.output()).join('\n');
  }

  async stop(): Promise<void> {
    await Promise.all([this.world.stop(), ...this.shops.map((shop) => shop.stop('SIGKILL'))]);
    this.balancer.close();
    await this.database.end();
  }

  async #addShop(): Promise<void> {
    const url = `http://127.0.0.1:${await freePort()}`;
    this.shops.push(await this.#startShop(url));
    this.balancer.urls.push(url);
  }

  #startShop(url: string): Promise<Program> {
    const env = { ...this.world.envs.shop, PORT: new URL(url).port };
    return startProgram(shopScript, env, `${url}/health/live`);
  }
}
