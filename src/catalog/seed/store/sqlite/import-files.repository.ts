import { rmSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { LockRequest } from '../../../../database/sqlite/lock-request.js';
import { isSqliteError } from '../../../../database/sqlite/is-sqlite-error.js';
import { BooksFileError } from '../../books-file-error.js';
import { BOOK_COLUMNS } from '../columns.js';
import { ANOTHER_IMPORT } from '../import-store.js';

const BUSY_TIMEOUT_MS = 30_000;
/** While records are staged, their two unique indexes need it; while books are written, all indexes of the shop. */
const CACHE_KB = {
  staging: { main: 64_000, shop: 48_000 },
  writing: { main: 4_000, shop: 128_000 },
};
const ENDINGS = ['', '-journal', '-wal', '-shm'];

/**
 * The shop's database, with a second one of its own beside it in which an import is prepared: the shop is not
 * locked meanwhile. Raw SQL, because Prisma takes ten to sixty times as long for a million books.
 *
 * One import runs at a time. What is left of one that was killed is removed by the next.
 */
export class ImportFiles {
  readonly database: Sqlite.Database;
  readonly lockRequest: LockRequest;
  readonly #lock: Sqlite.Database;
  readonly #path: string;

  constructor(databasePath: string) {
    this.#path = `${databasePath}-import`;
    this.lockRequest = new LockRequest(databasePath);
    this.#lock = lock(`${this.#path}-lock`);
    this.#remove(this.#path);
    this.database = new Sqlite(this.#path, { timeout: BUSY_TIMEOUT_MS });
    this.database.exec(STAGING);
    this.database.prepare('ATTACH ? AS shop').run(databasePath);
    this.database.pragma('shop.journal_mode = WAL');
    // What a power loss takes of an import, the next run writes again. The shop’s own commits stay FULL.
    this.database.pragma('shop.synchronous = NORMAL');
    this.database.pragma('foreign_keys = ON');
    this.#shareCache('staging');
  }

  /** To be called when all records are staged. */
  startWriting() {
    this.#shareCache('writing');
  }

  #shareCache(phase: keyof typeof CACHE_KB) {
    for (const [schema, size] of Object.entries(CACHE_KB[phase]))
      this.database.pragma(`${schema}.cache_size = -${size}`);
  }

  close() {
    this.database.close();
    this.lockRequest.make();
    this.#remove(this.#path);
    this.#remove(`${this.#path}-lock`);
    this.#lock.close();
  }

  #remove(file: string) {
    for (const ending of ENDINGS) rmSync(file + ending, { force: true });
  }
}

/** Held until the process ends, however it does. */
function lock(file: string): Sqlite.Database {
  const database = new Sqlite(file, { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (error) {
    database.close();
    if (!isSqliteError(error, 'SQLITE_BUSY')) throw error;
    throw new BooksFileError([ANOTHER_IMPORT]);
  }
}

// Nothing of it outlives the process: no journal, no waiting for the disk.
const STAGING = `
  PRAGMA journal_mode = OFF;
  PRAGMA synchronous = OFF;
  PRAGMA temp_store = MEMORY;
  CREATE TABLE staged (
    seq INTEGER PRIMARY KEY, source INTEGER NOT NULL, line INTEGER NOT NULL, slug TEXT NOT NULL,
    ${BOOK_COLUMNS.join(', ')},
    coverSource TEXT, stock INTEGER, withdrawn INTEGER NOT NULL, contributors TEXT NOT NULL, subjects TEXT NOT NULL
  );
  CREATE UNIQUE INDEX staged_slug ON staged (slug);
  CREATE UNIQUE INDEX staged_isbn ON staged (isbn) WHERE isbn IS NOT NULL;
  CREATE TABLE stagedSubject (code TEXT PRIMARY KEY, name TEXT NOT NULL, source INTEGER NOT NULL, line INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE planned (seq INTEGER PRIMARY KEY, bookId INTEGER, isAdded INTEGER NOT NULL, differs INTEGER NOT NULL);
  CREATE TABLE withdrawal (bookId INTEGER PRIMARY KEY);
`;
