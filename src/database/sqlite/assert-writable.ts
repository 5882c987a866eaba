import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { hasCode, StartupError } from '../../common/error.js';

const { R_OK, W_OK, X_OK } = constants;

/** Throws a StartupError if this user may not write the database, or the files that SQLite makes beside it. */
export function assertWritable(databasePath: string): void {
  assertAccess(path.dirname(databasePath), W_OK | X_OK);
  const files = ['', '-wal', '-shm'].map((suffix) => databasePath + suffix);
  for (const file of files.filter(existsSync)) assertAccess(file, R_OK | W_OK);
}

function assertAccess(place: string, mode: number) {
  try {
    accessSync(place, mode);
  } catch (error) {
    const isReadOnly = hasCode(error, 'EROFS');
    const user = process.getuid?.() ?? 'that runs the shop';
    throw new StartupError(
      isReadOnly
        ? `${place} is mounted read-only. Mount it with write access: the shop writes there.`
        : `${place} may not be written by user ${user}. Give it to that user (chown -R ${user} ${place}) or make it writable (chmod u+rwX ${place}): the shop writes there.`,
    );
  }
}
