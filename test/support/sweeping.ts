import { eventually } from 'stripe-sandbox/testing';
import { aBook } from './books.js';
import { freshDatabase, onDatabase } from './database.js';
import { World } from './world.js';

/** A shop that sweeps three times a second, hears nothing from Stripe unasked, and sells one book. */
export async function sweptWorld(): Promise<{ world: World; slug: string }> {
  const databasePath = await freshDatabase();
  const { slug } = aBook(databasePath);
  const world = await World.start({ databasePath, shopEnv: { SWEEP_SECONDS: '0.3' } });
  await world.control.set({ webhooks: 'off' });
  return { world, slug };
}

/** When the sweeper last came to the end of a round; empty before its first. */
export function lastRound(databasePath: string): string {
  const sql = `SELECT at FROM Checkpoint WHERE name = 'reconciliation-completed'`;
  return onDatabase(
    databasePath,
    (database) => database.prepare<[], string>(sql).pluck().get() ?? '',
  );
}

/** Resolves when that many rounds have ended from now on. */
export async function roundsOf(databasePath: string, count: number): Promise<void> {
  for (let round = 0; round < count; round += 1) {
    const before = lastRound(databasePath);
    await eventually(() => {
      if (lastRound(databasePath) === before) throw new Error('The sweeper ended no round.');
    }, 30);
  }
}
