import { onDatabase } from './database.js';
import { eventually } from './eventually.js';

/** When the sweeper last ended a round; empty before its first. */
export function lastRound(databasePath: string): string {
  const sql = `SELECT at FROM Milestone WHERE name = 'sweep-ended'`;
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
