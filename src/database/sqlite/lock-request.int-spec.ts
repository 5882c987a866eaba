import { mkdirSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { freshDatabase } from '../../../test/support/database.js';
import { DatabaseService } from '../database.service.js';
import { LockRequest } from './lock-request.js';

let database: DatabaseService;
let other: Sqlite.Database;
let request: LockRequest;
let databasePath: string;

beforeEach(async () => {
  databasePath = await freshDatabase();
  database = await DatabaseService.at({ kind: 'sqlite', path: databasePath });
  await database.onModuleInit();
  other = new Sqlite(databasePath);
  request = new LockRequest(databasePath);
});
afterEach(async () => {
  request.make();
  other.close();
  await database.onApplicationShutdown();
});

const addCheckpoint = {
  'through Prisma': () =>
    database.write((tx) => tx.checkpoint.create({ data: { name: 'a', at: new Date(0) } })),
  'without Prisma': () =>
    database.writeSql((sql) => sql.run(`INSERT INTO Checkpoint VALUES ('a', '1970-01-01')`)),
};

describe(LockRequest.name, () => {
  it.each(Object.entries(addCheckpoint))(
    'is made by the shop while another process holds the lock: %s',
    async (_how, add) => {
      other.exec('BEGIN IMMEDIATE');
      request.listen();
      const added = add();

      // As an import does between two slices of its work.
      while (!request.isMade()) await wait(1);
      other.exec('COMMIT');
      await added;

      expect(other.prepare('SELECT name FROM Checkpoint').pluck().all()).toEqual(['a']);
    },
  );

  it('is not made by a shop that has the lock at once', async () => {
    request.listen();

    await addCheckpoint['through Prisma']();

    expect(request.isMade()).toBe(false);
  });

  it('fails no write where it cannot be made', () => {
    // A folder in the place of the file cannot be removed as one.
    mkdirSync(`${databasePath}-lock-held`);

    expect(() => {
      request.make();
    }).not.toThrow();
  });
});
