import { onDatabase } from './database.js';

/** The smallest row that the database takes, for tests of the database itself. */
export const anEvent = (eventId: string) => ({
  eventId,
  type: 'payment_intent.succeeded',
  payload: '{}',
  createdAt: new Date('2026-01-01T00:00:00Z'),
});

/** As another program sees them: what is really on disk. */
export function eventIdsIn(databasePath: string): string[] {
  return onDatabase(databasePath, (database) =>
    database.prepare<[], string>('SELECT eventId FROM WebhookEvent ORDER BY id').pluck().all(),
  );
}
