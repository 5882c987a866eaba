// A thread of its own: copying and looking through a large database must not keep a shopper waiting.
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { writeBackup } from './create-backup.js';

const { directory, databasePath } = z
  .object({ directory: z.string(), databasePath: z.string() })
  .parse(workerData);

parentPort?.postMessage(await writeBackup(directory, databasePath));
