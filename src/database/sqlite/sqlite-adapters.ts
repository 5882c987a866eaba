import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils';
import { WriteLockMonitor } from './write-lock-monitor.js';
import { retryWhileBusy } from './retry-while-busy.js';
import { SerialConnection } from './serial-connection.js';
import type { BaseConnection } from './base-connection.js';

/** The one connection that writes: serial, durable, and never blocking the event loop on a lock. */
export class WriterAdapter extends PrismaBetterSqlite3 {
  constructor(
    path: string,
    private readonly writeLock = new WriteLockMonitor(),
  ) {
    super({ url: path, timeout: 0 });
  }

  override async connect(): Promise<SqlDriverAdapter> {
    const base = (await super.connect()) as BaseConnection;
    await retryWhileBusy(() => {
      base.client.pragma('journal_mode = WAL');
      // better-sqlite3 lowers it to NORMAL in WAL mode: what is acknowledged must survive power loss.
      base.client.pragma('synchronous = FULL');
      base.client.pragma('foreign_keys = ON');
    });
    return new SerialConnection(base, this.writeLock);
  }
}

/** A connection that cannot write. In WAL mode it sees what is committed and waits for nobody. */
export class ReaderAdapter extends PrismaBetterSqlite3 {
  constructor(path: string) {
    super({ url: path, readonly: true, timeout: 250 });
  }
}
