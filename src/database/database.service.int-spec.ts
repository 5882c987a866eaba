import { mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { freshDatabase } from '../../test/support/database.js';
import { anEvent, eventIdsIn } from '../../test/support/webhook-event-rows.js';
import { DatabaseService } from './database.service.js';

const INSERT = `INSERT INTO "WebhookEvent" ("eventId", "type", "payload", "createdAt")
  VALUES (?, 'payment_intent.succeeded', '{}', '2026-01-01T00:00:00.000+00:00')`;

describe(DatabaseService.name, () => {
  let databasePath: string;
  let database: DatabaseService;

  beforeEach(async () => {
    databasePath = await freshDatabase();
    database = await DatabaseService.at({ kind: 'sqlite', path: databasePath });
    await database.onModuleInit();
  });
  afterEach(() => database.onApplicationShutdown());

  it.each([
    ['with Prisma', () => database.write((tx) => tx.webhookEvent.create({ data: anEvent('evt_1') }))], // prettier-ignore
    ['without it', () => database.writeSql((sql) => sql.run(INSERT, 'evt_1'))],
  ])('writes nothing that would be lost %s while its files are elsewhere', async (_, write) => {
    const folder = path.dirname(databasePath);
    renameSync(folder, `${folder}-moved`);
    mkdirSync(folder);
    const other = await freshDatabase(folder);

    const refused = await write().catch((error: unknown) => error);
    const [inOther, inOwn] = [other, path.join(`${folder}-moved`, 'folio.db')].map(eventIdsIn);
    renameSync(folder, `${folder}-other`);
    renameSync(`${folder}-moved`, folder);

    expect(refused).toMatchObject({ code: 'storage-unavailable' });
    expect([inOther, inOwn]).toEqual([[], []]);
    await write();
    expect(eventIdsIn(databasePath)).toEqual(['evt_1']);
  });
});
