interface Slice {
  count: number;
  ms: number;
}

interface Batch {
  rows: number;
  /** How long the write lock has been held. */
  ms: number;
}

const MIN_SIZE = 10;
const MAX_SIZE = 10_000;
/** How long a slice takes: the longest time for which somebody who waits for the lock is not noticed. */
const SLICE_MS = 10;
/**
 * How long a batch holds the write lock while nobody asks for it: longer and longer, because fewer and larger batches
 * write each page of an index less often. Other programs wait for a lock for five seconds.
 */
const ALONE_MS = { first: 60, longest: 2_000 };
const LONGER_BY = 1 / 20;
/** What the cache of pages holds: a batch is not to write pages that it changes again. */
const MAX_ROWS = 20_000;
/** The shop asks at least every 12 ms, SQLite’s own waiting at least every 100 ms. */
const GAP_MS = { shared: 15, alone: 13, afterLong: 110 };
const LONG_MS = 500;
/** In pages. Alone, few large ones cost least; else the shop would make them, which begins at 1,000 pages. */
const CHECKPOINT_AFTER = { alone: 32_000, shared: 500 };
/** How many batches the shop's last write is remembered for. */
const SHARED_FOR = 100;

/** How many rows are written at once, when a transaction ends, and how long the lock is left to others after it. */
export class Pacing {
  #size = 10;
  #shared = 0;
  /** Since others were seen to write or to wait. */
  #aloneMs = 0;

  /** Of the next slice, in rows. */
  get sliceSize(): number {
    return this.#size;
  }

  /** After how many pages of the journal a commit copies them into the database. */
  get checkpointAfter(): number {
    return this.isShared ? CHECKPOINT_AFTER.shared : CHECKPOINT_AFTER.alone;
  }

  /** Others have written, or have waited, a short time ago. */
  get isShared(): boolean {
    return this.#shared > 0;
  }

  /** Adapts the size of the next slice to how long this one took. */
  sliceWritten({ count, ms }: Slice) {
    const fitting = (count / Math.max(ms, 0.1)) * SLICE_MS;
    // A single slow slice says little: at most halved or doubled.
    const next = Math.min(Math.max(fitting, this.#size / 2), this.#size * 2);
    this.#size = Math.round(Math.min(Math.max(next, MIN_SIZE), MAX_SIZE));
  }

  isEnough({ rows, ms }: Batch): boolean {
    const longest = Math.min(ALONE_MS.first + this.#aloneMs * LONGER_BY, ALONE_MS.longest);
    return this.isShared || rows >= MAX_ROWS || ms >= longest;
  }

  /** Both in milliseconds. `others`: they have written since the batch before, or wait. */
  gapAfter(ms: number, others: boolean): number {
    this.#shared = others ? SHARED_FOR : Math.max(0, this.#shared - 1);
    this.#aloneMs = this.isShared ? 0 : this.#aloneMs + ms;
    if (this.isShared) return GAP_MS.shared;
    return ms > LONG_MS ? GAP_MS.afterLong : GAP_MS.alone;
  }
}
