import { rm } from 'node:fs/promises';

/** Deletes a database together with its journal and WAL. */
export async function removeDatabase(file: string): Promise<void> {
  for (const end of ['', '-journal', '-wal', '-shm']) await rm(file + end, { force: true });
}
