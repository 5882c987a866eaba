import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import Stripe from 'stripe';
import { aBook } from '../support/books.js';
import { freshFolder } from '../support/database.js';
import type { Books } from '../support/invariants/books.js';
import { readFiles, readShop, readStripe } from '../support/invariants/read-books.js';
import { root } from '../support/program.js';
import { World } from '../support/world.js';
import type { ChaosDatabases } from './databases/databases.js';
import { Desk } from './desk.js';
import { History } from './history.js';
import { STALE_MS } from './impatience.js';
import { SecondShop } from './second-shop.js';
import { SHELF } from './shelf.js';
import { Supervisor } from './supervisor.js';

const SWEEP_SECONDS = '0.25';
/** As Stripe’s: for longer than the shop is ever down. */
const RETRIES = ['0.1', '0.2', '0.4', ...Array.from({ length: 30 }, () => '1')].join(',');
const HISTORIES = path.join(root, '.test/chaos');

export interface Setting {
  databases: ChaosDatabases;
  /** Of the file that tells the story. */
  name: string;
  shopEnv: Record<string, string>;
  /** Where the shop's database has to be. */
  folder: string | null;
  shops: 1 | 2;
}

/** A shop that is started again whenever it dies, its Stripe, and the faulty line between them. */
export class Stage {
  readonly delivered = new Map<string, number | null>(
    SHELF.map(({ slug, stock }) => [slug, stock]),
  );
  readonly supervisor: Supervisor;
  second: SecondShop | null = null;
  readonly desk: Desk;
  readonly stripe: Stripe;
  #printed = '';

  private constructor(
    readonly world: World,
    readonly databases: ChaosDatabases,
    readonly history: History,
    readonly failPointFile: string,
    shopScript: string,
  ) {
    this.desk = new Desk(world, shopScript);
    this.supervisor = new Supervisor(
      world,
      shopScript,
      (output) => (this.#printed += output),
      history,
    );
    const { hostname: host, port } = new URL(world.sandboxUrl);
    this.stripe = new Stripe('sk_test_foliosandbox', {
      host,
      port,
      protocol: 'http',
      telemetry: false,
    });
  }

  static async open(shopScript: string, setting: Setting): Promise<Stage> {
    const { databases, name, shopEnv, folder, shops } = setting;
    const failPointFile = path.join(await freshFolder(), 'fail-point');
    const databasePath = await databases.fresh(name, folder);
    for (const book of SHELF) aBook(databasePath, book);
    const world = await World.start({
      databasePath,
      shopScript,
      isFaulty: true,
      shopEnv: { SWEEP_SECONDS, FAIL_POINT_FILE: failPointFile, ...shopEnv },
      sandboxEnv: { SANDBOX_RETRY_SECONDS: RETRIES, SANDBOX_LATER_SECONDS: '0.1' },
    });
    mkdirSync(HISTORIES, { recursive: true });
    const file = path.join(HISTORIES, `${name}.jsonl`);
    rmSync(file, { force: true });
    const stage = new Stage(world, databases, new History(file), failPointFile, shopScript);
    if (shops === 2) stage.second = await SecondShop.open(world, shopScript);
    return stage;
  }

  /** Of all processes. */
  get deaths(): number {
    return this.supervisor.deaths + (this.second?.deaths ?? 0);
  }

  isUp = async (): Promise<void> => {
    await Promise.all([this.supervisor.isUp(), this.second?.isUp()]);
  };

  readBooks = async (): Promise<Books> => {
    const { databasePath, control, shop } = this.world;
    // The shop last: whatever Stripe has told by then, it had the time to write down.
    const stripe = await readStripe(this.stripe, control);
    return {
      stripe,
      shop: readShop(databasePath),
      operations: this.history.operations,
      delivered: this.delivered,
      staleMs: STALE_MS,
      texts: [
        { where: 'the log', text: this.#printed + shop.output() + (this.second?.output ?? '') },
        ...readFiles(databasePath),
      ],
    };
  };

  /** Nothing is left of a story that ended well. */
  forget(): void {
    rmSync(this.history.file, { force: true });
  }

  async close(): Promise<void> {
    await this.second?.close();
    await this.supervisor.leave();
    await this.world.stop();
    await this.databases.remove(this.world.databasePath);
  }
}
