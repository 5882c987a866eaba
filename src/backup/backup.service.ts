import { Worker } from 'node:worker_threads';
import { Injectable, Logger } from '@nestjs/common';
import type { DatabaseLocation } from '../config/database-location.js';
import { Config } from '../config/config.module.js';
import { CheckpointRepository } from '../database/checkpoint.repository.js';
import { DatabaseService } from '../database/database.service.js';
import { LeaseService } from '../database/lease/lease.service.js';
import { PeriodicTask } from '../common/periodic-task.js';
import type { BackupOrder } from './backup.worker.js';
import { type Backup, newestBackup } from './create-backup.js';

const INITIAL_DELAY_MS = 60_000;
const LEASE = 'backup';
/** When any machine made the last one. The folder of backups may be another one on each. */
const LAST_BACKUP = 'last-backup';

/** Backs the database up every BACKUP_SECONDS. Of the shops on a PostgreSQL database, one does. */
@Injectable()
export class BackupService extends PeriodicTask {
  readonly #logger = new Logger(BackupService.name);
  readonly #directory: string;
  readonly #location: DatabaseLocation;
  readonly #everyMs: number;
  #hasFailed = false;
  protected readonly initialDelayMs: number | null;

  constructor(
    config: Config,
    private readonly database: DatabaseService,
    private readonly leases: LeaseService,
    private readonly checkpoints: CheckpointRepository,
  ) {
    super();
    const { directory, everySeconds } = config.get('backup', { infer: true });
    this.#directory = directory;
    this.#everyMs = everySeconds * 1_000;
    this.#location = config.get('database', { infer: true });
    this.initialDelayMs = everySeconds > 0 ? Math.min(this.#everyMs, INITIAL_DELAY_MS) : null;
  }

  /** The age of the newest backup, made by any process. Null if there is none. */
  async ageSeconds(): Promise<number | null> {
    const newest = await this.#newest();
    return newest && Math.max(0, Math.round((Date.now() - newest.getTime()) / 1_000));
  }

  protected async runOnce(): Promise<number> {
    try {
      const pauseMs = await this.#runAlone();
      this.#hasFailed = false;
      return pauseMs;
    } catch (error) {
      this.#report(error);
      return this.#everyMs;
    }
  }

  /** The pause before the next run. */
  async #runAlone(): Promise<number> {
    if (this.database.kind === 'sqlite') return this.#backUpIfDue();
    const pauseMs = await this.leases.whileHeld(LEASE, () => this.#backUpIfDue());
    // Another process is at it, and may fail.
    return pauseMs ?? Math.min(this.#everyMs, INITIAL_DELAY_MS);
  }

  async #backUpIfDue(): Promise<number> {
    // Counts from the newest backup, which a command or another process may have made.
    const newest = await this.#newest();
    const remainingMs = newest ? newest.getTime() + this.#everyMs - Date.now() : 0;
    if (remainingMs > 0) return remainingMs;
    await this.#backUp();
    return this.#everyMs;
  }

  async #newest(): Promise<Date | null> {
    const inFolder = await newestBackup(this.#directory);
    if (this.database.kind === 'sqlite') return inFolder;
    const anywhere = await this.checkpoints.read(LAST_BACKUP);
    return (anywhere?.getTime() ?? 0) > (inFolder?.getTime() ?? 0) ? anywhere : inFolder;
  }

  async #backUp() {
    // A file that was put there since is not what the shop has written.
    const problem = this.database.fileProblem();
    if (problem !== null) throw new Error(problem);
    // One time for its name and the checkpoint: whoever counts from either waits as long.
    const at = new Date();
    const order = { directory: this.#directory, database: this.#location, at };
    const { file, bytes } = await runInWorker(order);
    this.#logger.log(`Backed up to ${file} (${Math.ceil(bytes / 1024)} KB)`);
    if (this.database.kind === 'postgresql') await this.checkpoints.advance(LAST_BACKUP, at);
  }

  /** Once: the shop stays open without backups. */
  #report(error: unknown) {
    const again = 'It is retried; `npm run doctor` and `npm run db:backup` show more.';
    if (!this.#hasFailed) this.#logger.error(`The database is not backed up. ${again}`, error);
    this.#hasFailed = true;
  }
}

function runInWorker(order: BackupOrder): Promise<Backup> {
  return new Promise((resolve, reject) => {
    const script = new URL('./backup.worker.js', import.meta.url);
    const worker = new Worker(script, { workerData: order });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The backup worker ended with ${code}`)));
  });
}
