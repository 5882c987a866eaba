interface Batch {
  count: number;
  /** How long the write lock was held. */
  ms: number;
  /** Others have written since the batch before. */
  isShared: boolean;
}

const MIN_SIZE = 10;
const MAX_SIZE = 10_000;
/**
 * How long a batch holds the write lock while the shop writes as well, and alone: longer and longer, because fewer
 * and larger batches write each page of an index less often.
 */
const TARGET_MS = { shared: 15, alone: 60, longAlone: 500 };
const LONGER_BY = 1 / 50;
/** Whoever waits for the lock asks at least every 12 ms. */
const GAP_MS = { alone: 13, shared: 15 };
/** In pages. Alone, few large ones cost least; else the shop would make them, which begins at 1,000 pages. */
const CHECKPOINT_AFTER = { alone: 8_000, shared: 500 };
/** How many batches the shop's last write is remembered for. */
const SHARED_FOR = 100;

/** How many rows a transaction has, and how long the write lock is left to others after it. */
export class Pacing {
  #size = 50;
  #shared = 0;
  /** Since others were seen to write. */
  #aloneMs = 0;

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
    this.#aloneMs = kind === 'shared' ? 0 : this.#aloneMs + ms + GAP_MS.alone;
    const fitting = (count / Math.max(ms, 0.1)) * this.#targetMs;
    // A single slow batch, as after a checkpoint, says little: at most halved or doubled.
    const next = Math.min(Math.max(fitting, this.#size / 2), this.#size * 2);
    this.#size = Math.round(Math.min(Math.max(next, MIN_SIZE), MAX_SIZE));
    return GAP_MS[kind];
  }

  get #targetMs(): number {
    if (this.#kind === 'shared') return TARGET_MS.shared;
    return Math.min(TARGET_MS.alone + this.#aloneMs * LONGER_BY, TARGET_MS.longAlone);
  }

  get #kind(): 'alone' | 'shared' {
    return this.#shared > 0 ? 'shared' : 'alone';
  }
}
