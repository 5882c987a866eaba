import { Worker } from 'node:worker_threads';
import { Injectable, Logger } from '@nestjs/common';
import { sqlitePath } from '../config/database-location.js';
import { Config } from '../config/config.module.js';
import { DatabaseService } from '../database/database.service.js';
import { PeriodicTask } from '../common/periodic-task.js';
import { type Backup, newestBackup } from './create-backup.js';

const INITIAL_DELAY_MS = 60_000;

/** Backs the database up every BACKUP_SECONDS. */
@Injectable()
export class BackupService extends PeriodicTask {
  readonly #logger = new Logger(BackupService.name);
  readonly #directory: string;
  readonly #databasePath: string;
  readonly #everyMs: number;
  #hasFailed = false;
  protected readonly initialDelayMs: number | null;

  constructor(
    config: Config,
    private readonly database: DatabaseService,
  ) {
    super();
    const { directory, everySeconds } = config.get('backup', { infer: true });
    this.#directory = directory;
    this.#everyMs = everySeconds * 1_000;
    this.#databasePath = sqlitePath(config.get('database', { infer: true }), 'A backup');
    this.initialDelayMs = everySeconds > 0 ? Math.min(this.#everyMs, INITIAL_DELAY_MS) : null;
  }

  /** The age of the newest backup, made by any process. Null if there is none. */
  async ageSeconds(): Promise<number | null> {
    const newest = await newestBackup(this.#directory);
    return newest && Math.max(0, Math.round((Date.now() - newest.getTime()) / 1_000));
  }

  protected async runOnce(): Promise<number> {
    const remainingMs = await this.#untilDue();
    if (remainingMs > 0) return remainingMs;
    await this.#backUp();
    return this.#everyMs;
  }

  /** Counts from the newest backup, which a command or another process may have made. */
  async #untilDue(): Promise<number> {
    const newest = await newestBackup(this.#directory);
    return newest ? newest.getTime() + this.#everyMs - Date.now() : 0;
  }

  /** Logs a failure once and does not throw: the shop stays open without backups. */
  async #backUp() {
    try {
      // A file that was put there since is not what the shop has written.
      const problem = this.database.fileProblem();
      if (problem !== null) throw new Error(problem);
      const { file, bytes } = await runInWorker(this.#directory, this.#databasePath);
      this.#logger.log(`Backed up to ${file} (${Math.ceil(bytes / 1024)} KB)`);
      this.#hasFailed = false;
    } catch (error) {
      const again = 'It is retried; `npm run doctor` and `npm run db:backup` show more.';
      if (!this.#hasFailed) this.#logger.error(`The database is not backed up. ${again}`, error);
      this.#hasFailed = true;
    }
  }
}

function runInWorker(directory: string, databasePath: string): Promise<Backup> {
  return new Promise((resolve, reject) => {
    const script = new URL('./backup.worker.js', import.meta.url);
    const worker = new Worker(script, { workerData: { directory, databasePath } });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The backup worker ended with ${code}`)));
  });
}
