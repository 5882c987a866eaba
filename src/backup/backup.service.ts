import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { Config } from '../config/config.module.js';
import { type Backup, newestBackup } from './make-backup.js';

/** Not while the shop is being opened. */
const FIRST_AFTER_MS = 60_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;
const FINISH_WITHIN_MS = 5_000;

/** Backs the database up every BACKUP_SECONDS, while shoppers buy. */
@Injectable()
export class BackupService
  implements OnApplicationBootstrap, OnModuleDestroy, BeforeApplicationShutdown
{
  readonly #logger = new Logger(BackupService.name);
  readonly #directory: string;
  readonly #databasePath: string;
  readonly #everyMs: number;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #isStopped = false;
  #hasFailed = false;

  constructor(config: Config) {
    const { directory, everySeconds } = config.get('backup', { infer: true });
    this.#directory = directory;
    this.#everyMs = everySeconds * 1_000;
    this.#databasePath = config.get('databasePath', { infer: true });
  }

  onApplicationBootstrap() {
    if (this.#everyMs > 0) this.#schedule(Math.min(this.#everyMs, FIRST_AFTER_MS));
  }

  onModuleDestroy() {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  /** One that is cut short leaves nothing but a draft, which the next one removes. */
  async beforeApplicationShutdown() {
    await Promise.race([this.#running, wait(FINISH_WITHIN_MS, null, { ref: false })]);
  }

  /** How old the newest backup is, whoever made it. Null when there is none. */
  async ageSeconds(): Promise<number | null> {
    const newest = await newestBackup(this.#directory);
    return newest && Math.max(0, Math.round((Date.now() - newest.getTime()) / 1_000));
  }

  #schedule(delay: number) {
    if (this.#isStopped) return;
    this.#timer = setTimeout(
      () => {
        this.#running = this.#run();
      },
      Math.min(delay, LONGEST_TIMER_MS),
    );
  }

  async #run() {
    const left = await this.#untilDue();
    if (left <= 0) await this.#backUp();
    this.#schedule(left > 0 ? left : this.#everyMs);
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
