// Writes row after row through the shop's own Database and says so after each, until it is killed.
import { writeSync } from 'node:fs';
import { DatabaseService } from '../../../src/database/database.service.js';
import { anEvent } from '../webhook-event-rows.js';

process.once('disconnect', () => process.exit());
const [databasePath = ''] = process.argv.slice(2);
const database = await DatabaseService.at({ kind: 'sqlite', path: databasePath });
await database.onModuleInit();
for (let count = 1; ; count += 1) {
  const eventId = `evt_${process.pid}_${count}`;
  await database.write((transaction) =>
    transaction.webhookEvent.create({ data: anEvent(eventId) }),
  );
  writeSync(1, `${eventId}\n`);
}
