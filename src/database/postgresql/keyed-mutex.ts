import { withinDeadline } from '../within-deadline.js';
import { Mutex } from '../mutex.js';

interface Queue {
  mutex: Mutex;
  /** Those in it, and the one whose turn it is. */
  length: number;
}

/** A mutex for each key. */
export class KeyedMutex {
  readonly #queues = new Map<string, Queue>();

  /** Runs while no other runs that has the same key. Rejects as a busy database does after `patienceMs`. */
  async run<T>(key: string, patienceMs: number, work: () => Promise<T>): Promise<T> {
    const queue = this.#queues.get(key) ?? { mutex: new Mutex(), length: 0 };
    this.#queues.set(key, queue);
    queue.length += 1;
    const acquired = queue.mutex.acquire();
    try {
      await withinDeadline(acquired, patienceMs);
      return await work();
    } finally {
      // Also of who did not wait for it.
      void acquired.then((release) => {
        release();
        queue.length -= 1;
        if (queue.length === 0) this.#queues.delete(key);
      });
    }
  }
}
