import { statSync } from 'node:fs';

const SUFFIXES = ['', '-wal', '-shm'];

/**
 * Detects that a file of an open database was deleted, moved or replaced. SQLite does not: it goes on with
 * the open file, which has no name any more and is lost when the process ends.
 */
export class DatabaseFiles {
  readonly #opened = new Map<string, string>();

  constructor(readonly path: string) {}

  /** Null if all is well. The first call, right after opening, remembers the files. */
  problem(): string | null {
    for (const file of SUFFIXES.map((suffix) => this.path + suffix)) {
      const present = identityOf(file);
      const opened = this.#opened.get(file);
      if (opened === present) continue;
      if (opened !== undefined) return `${file} ${present ? 'was replaced' : 'is gone'}`;
      if (present) this.#opened.set(file, present);
    }
    return null;
  }
}

/** Device and inode. Undefined if there is no such file, or if it cannot be reached. */
function identityOf(file: string): string | undefined {
  try {
    const { dev, ino } = statSync(file);
    return `${dev}:${ino}`;
  } catch {
    return undefined;
  }
}
