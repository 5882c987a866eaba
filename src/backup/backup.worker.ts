// Runs in a worker thread, so that a large backup does not block requests.
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { writeBackup } from './create-backup.js';

const { directory, databasePath } = z
  .object({ directory: z.string(), databasePath: z.string() })
  .parse(workerData);

parentPort?.postMessage(await writeBackup(directory, databasePath));
