// Runs in a worker thread, so that a large backup does not block requests.
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { asError } from '../common/error.js';
import { writeBackup } from './create-backup.js';

const { directory, databasePath } = z
  .object({ directory: z.string(), databasePath: z.string() })
  .parse(workerData);

try {
  parentPort?.postMessage(await writeBackup(directory, databasePath));
} catch (error) {
  // SQLite's errors lose their message and stack between threads.
  const { message, stack } = asError(error);
  throw Object.assign(new Error(message), { stack });
}
