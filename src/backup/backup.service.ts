import { Worker } from 'node:worker_threads';
import { Injectable, Logger } from '@nestjs/common';
import { Config } from '../config/config.module.js';
import { PeriodicTask } from '../common/periodic-task.js';
import { type Backup, newestBackup } from './create-backup.js';

/** Not while the shop is being opened. */
const FIRST_AFTER_MS = 60_000;

/** Backs the database up every BACKUP_SECONDS, while shoppers buy. */
@Injectable()
export class BackupService extends PeriodicTask {
  readonly #logger = new Logger(BackupService.name);
  readonly #directory: string;
  readonly #databasePath: string;
  readonly #everyMs: number;
  #hasFailed = false;
  protected readonly initialDelayMs: number | null;

  constructor(config: Config) {
    super();
    const { directory, everySeconds } = config.get('backup', { infer: true });
    this.#directory = directory;
    this.#everyMs = everySeconds * 1_000;
    this.#databasePath = config.get('databasePath', { infer: true });
    this.initialDelayMs = everySeconds > 0 ? Math.min(this.#everyMs, FIRST_AFTER_MS) : null;
  }

  /** How old the newest backup is, whoever made it. Null when there is none. */
  async ageSeconds(): Promise<number | null> {
    const newest = await newestBackup(this.#directory);
    return newest && Math.max(0, Math.round((Date.now() - newest.getTime()) / 1_000));
  }

  protected async runOnce(): Promise<number> {
    const left = await this.#untilDue();
    if (left > 0) return left;
    await this.#backUp();
    return this.#everyMs;
  }

  /** A command or another process may have made one meanwhile. */
  async #untilDue(): Promise<number> {
    const newest = await newestBackup(this.#directory);
    return newest ? newest.getTime() + this.#everyMs - Date.now() : 0;
  }

  /** A full disk must not close the shop, nor fill its log as well. */
  async #backUp() {
    try {
      const { file, bytes } = await inThread(this.#directory, this.#databasePath);
      this.#logger.log(`Backed up to ${file} (${Math.ceil(bytes / 1024)} KB)`);
      this.#hasFailed = false;
    } catch (error) {
      const again = 'It is tried again; `npm run doctor` and `npm run db:backup` tell more.';
      if (!this.#hasFailed) this.#logger.error(`The database is not backed up. ${again}`, error);
      this.#hasFailed = true;
    }
  }
}

function inThread(directory: string, databasePath: string): Promise<Backup> {
  return new Promise((resolve, reject) => {
    const script = new URL('./backup.worker.js', import.meta.url);
    const worker = new Worker(script, { workerData: { directory, databasePath } });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The backup’s thread ended with ${code}`)));
  });
}
