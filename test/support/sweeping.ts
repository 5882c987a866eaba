import { eventually } from 'stripe-sandbox/testing';
import { onDatabase } from './database.js';

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
