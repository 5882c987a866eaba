interface Batch {
  count: number;
  /** How long the write lock was held. */
  ms: number;
  /** Others have written since the batch before. */
  isShared: boolean;
}

const MIN_SIZE = 10;
const MAX_SIZE = 5_000;
/** How long a batch holds the write lock: alone, and while the shop writes as well. */
const TARGET_MS = { alone: 60, shared: 6 };
/** Whoever waits for the lock asks at least every 12 ms. */
const GAP_MS = { alone: 13, shared: 18 };
/** In pages. Alone, few large ones cost least; else the shop would make them, which begins at 1,000 pages. */
const CHECKPOINT_AFTER = { alone: 8_000, shared: 500 };
/** How many batches the shop's last write is remembered for. */
const SHARED_FOR = 100;

/** How many rows a transaction has, and how long the write lock is left to others after it. */
export class Pacing {
  #size = 50;
  #shared = 0;

  get batchSize(): number {
    return this.#size;
  }

  /** After how many pages of the journal a commit copies them into the database. */
  get checkpointAfter(): number {
    return CHECKPOINT_AFTER[this.#kind];
  }

  /** In milliseconds. Adapts the size of the next batch to how long this one took. */
  gapAfter({ count, ms, isShared }: Batch): number {
    this.#shared = isShared ? SHARED_FOR : Math.max(0, this.#shared - 1);
    const kind = this.#kind;
    const fitting = (count / Math.max(ms, 0.1)) * TARGET_MS[kind];
    // A single slow batch, as after a checkpoint, says little: at most halved or doubled.
    const next = Math.min(Math.max(fitting, this.#size / 2), this.#size * 2);
    this.#size = Math.round(Math.min(Math.max(next, MIN_SIZE), MAX_SIZE));
    return GAP_MS[kind];
  }

  get #kind(): 'alone' | 'shared' {
    return this.#shared > 0 ? 'shared' : 'alone';
  }
}
