import { DriverAdapterError } from '@prisma/driver-adapter-utils';
import { Mutex } from '../mutex.js';

interface Queue {
  mutex: Mutex;
  /** Those in it, and the one whose turn it is. */
  length: number;
}

/** Lets those that are about the same thing run one after another. */
export class Turns {
  readonly #queues = new Map<string, Queue>();

  /** Rejects as a busy database does if it is not its turn within `patienceMs`. */
  async take<T>(about: string, patienceMs: number, run: () => Promise<T>): Promise<T> {
    const queue = this.#queues.get(about) ?? { mutex: new Mutex(), length: 0 };
    this.#queues.set(about, queue);
    queue.length += 1;
    const turn = queue.mutex.acquire();
    try {
      await inTime(turn, patienceMs);
      return await run();
    } finally {
      // Also of who did not wait for it.
      void turn.then((release) => {
        release();
        queue.length -= 1;
        if (queue.length === 0) this.#queues.delete(about);
      });
    }
  }
}

async function inTime(turn: Promise<unknown>, patienceMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const isLate = new Promise<never>((_, reject) => {
    const busy = new DriverAdapterError({ kind: 'SocketTimeout' });
    timer = setTimeout(() => reject(busy), patienceMs);
  });
  try {
    await Promise.race([turn, isLate]);
  } finally {
    clearTimeout(timer);
  }
}
