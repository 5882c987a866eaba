import { rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { freshSqlite } from '../../support/database.js';
import { inTurn } from './in-turn.js';
import type { ChaosDatabases } from './databases.js';

export class SqliteDatabases implements ChaosDatabases {
  readonly kind = 'sqlite';

  fresh(_stage: string, folder: string | null): Promise<string> {
    return freshSqlite(folder ?? undefined);
  }

  remove(file: string): Promise<void> {
    for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
    return Promise.resolve();
  }

  async edit(file: string, sql: string, values: (string | number)[]): Promise<void> {
    await inTurn(file, (database) => database.prepare(sql).run(...values));
  }

  /** From this process, which is not the shop's. */
  async lock(file: string, forMs: number): Promise<void> {
    await inTurn(file, (database) => {
      database.exec('BEGIN IMMEDIATE');
      return wait(forMs);
    });
  }

  stopServer(): Promise<void> {
    throw new Error('SQLite has no server');
  }

  faults(): [] {
    return [];
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
