import { existsSync, rmSync, writeFileSync } from 'node:fs';

/**
 * How one process asks another for the write lock, which SQLite does not tell. Who holds the lock for longer keeps a
 * file beside the database; who waits for it removes the file.
 */
export class LockRequest {
  readonly #file: string;

  constructor(databasePath: string) {
    this.#file = `${databasePath}-lock-held`;
  }

  /** From now on, requests are heard. */
  listen() {
    writeFileSync(this.#file, '');
  }

  isMade(): boolean {
    return !existsSync(this.#file);
  }

  /** Never fails: whoever cannot ask waits for as long as the other takes. */
  make() {
    try {
      rmSync(this.#file, { force: true });
    } catch {
      // Of another user, or on a disk that fails: the write that waits tells.
    }
  }
}
