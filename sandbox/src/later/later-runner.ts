import type { Surroundings } from '../api/endpoint.js';
import type { Log } from '../log.js';
import type { LaterTask } from '../store/later-tasks.js';
import { LATER } from './kinds.js';

interface Hooks {
  log: Log;
  /** What a task did is on disk. */
  afterCommit: () => void;
}

/** One that cannot be done now does not stand in the way of the others. */
const POSTPONED_MS = 60_000;

const DAY_MS = 24 * 60 * 60 * 1000;

/** Does what is due. It is in the store, so a restart picks up where the last run stopped. */
export class LaterRunner {
  private isStopping = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly surroundings: Surroundings,
    private readonly hooks: Hooks,
  ) {}

  /** Comes back when the next task is due, and does one at a time, so that requests get between. */
  wake(): void {
    clearTimeout(this.timer);
    const next = this.isStopping ? null : this.surroundings.store.later.next();
    if (next === null) return;
    const pauseMs = Math.min(Math.max(next.dueMs - Date.now(), 0), DAY_MS);
    this.timer = setTimeout(() => {
      this.takeUp(next);
    }, pauseMs);
  }

  close(): void {
    this.isStopping = true;
    clearTimeout(this.timer);
  }

  private takeUp(task: LaterTask): void {
    if (task.dueMs <= Date.now()) this.attempt(task);
    this.wake();
  }

  private attempt(task: LaterTask): void {
    try {
      this.commit(task);
      this.hooks.afterCommit();
    } catch (error) {
      this.hooks.log('error', `${task.kind} of ${task.objectId}: ${String(error)}`);
      this.postpone(task);
    }
  }

  /** What it does and that it is done are one transaction: it is done once, or not at all. */
  private commit(task: LaterTask): void {
    const { store } = this.surroundings;
    const now = Math.floor(Date.now() / 1000);
    const occasion = { ...this.surroundings, requestId: null, idempotencyKey: null, now };
    store.transaction(() => {
      LATER[task.kind](occasion, task.objectId);
      store.later.remove(task.id);
    });
  }

  private postpone({ id }: LaterTask): void {
    const { store } = this.surroundings;
    store.transaction(() => {
      store.later.postpone(id, Date.now() + POSTPONED_MS);
    });
  }
}
