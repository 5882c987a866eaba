// Runs in a worker thread, so that a large backup does not block requests.
import { parentPort, workerData } from 'node:worker_threads';
import { asError } from '../common/error.js';
import type { DatabaseLocation } from '../config/database-location.js';
import { writeBackup } from './create-backup.js';

export interface BackupOrder {
  directory: string;
  database: DatabaseLocation;
  /** The time in its name. */
  at: Date;
}

const { directory, database, at } = workerData as BackupOrder;

try {
  parentPort?.postMessage(await writeBackup(directory, database, at));
} catch (error) {
  // SQLite's errors lose their message and stack between threads.
  const { message, stack } = asError(error);
  throw Object.assign(new Error(message), { stack });
}
