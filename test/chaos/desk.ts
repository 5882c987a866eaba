import path from 'node:path';
import { eventually, spawnProgram } from 'stripe-sandbox/testing';
import { onDatabase } from '../support/database.js';
import { root } from '../support/program.js';
import type { World } from '../support/world.js';
import type { Told } from './history.js';

const COMMAND = path.join(import.meta.dirname, 'programs/orders-command.mjs');
/** What `npm run orders` ends with when it did what it was asked, and when it said why not. */
const ANSWERS = new Map<number | null, Told>([
  [0, { outcome: 'ok', status: 200 }],
  [1, { outcome: 'fail', status: 409 }],
]);
/** Killed, for example: whether there is a refund is not known, and asking again finds out. */
const NO_ANSWER: Told = { outcome: 'unknown' };

const MOST_KEPT = 300;

/** Somebody of the shop's people, with `npm run orders`. */
export class Desk {
  constructor(
    private readonly world: World,
    private readonly shopScript: string,
  ) {}

  async refund(token: string, amount: string): Promise<Told> {
    const build = path.dirname(this.shopScript);
    const number = await eventually(() => this.#numberOf(token));
    const args = [build, 'refund', String(number), amount];
    const command = spawnProgram(COMMAND, this.world.envs.shop, root, args);
    const code = await command.ended;
    const told = ANSWERS.get(code) ?? NO_ANSWER;
    return { ...told, token, error: command.output().slice(-MOST_KEPT) };
  }

  #numberOf(token: string): number {
    return onDatabase(this.world.databasePath, (database) =>
      Number(database.prepare('SELECT number FROM "Order" WHERE token = ?').pluck().get(token)),
    );
  }
}
