import type { NumberRange } from '../orders/order.queries.js';

/** Reads at most `limit` items of the range, in the order of their numbers. */
type ReadSome<T> = (range: NumberRange, limit: number) => Promise<T[]>;

/**
 * Remembers the last item of a check, so that the next run starts after it and items that always fail
 * do not block the others. In memory: each process has its own position, which delays an item by some
 * runs at most.
 */
export class RoundRobin<T> {
  #last = 0;

  constructor(private readonly numberOf: (item: T) => number) {}

  /** All items, in batches. A batch is read after the previous one was consumed. */
  async *batches(read: ReadSome<T>, size: number): AsyncGenerator<T[], undefined> {
    const start = this.#last;
    yield* this.#inRange({ gt: start }, read, size);
    yield* this.#inRange({ gt: 0, lte: start }, read, size);
  }

  /** To be called before the item is processed. */
  begin(item: T) {
    this.#last = this.numberOf(item);
  }

  async *#inRange(
    range: NumberRange,
    read: ReadSome<T>,
    size: number,
  ): AsyncGenerator<T[], undefined> {
    for (let gt = range.gt; ;) {
      const batch = await read({ ...range, gt }, size);
      const last = batch.at(-1);
      if (last === undefined) return;
      yield batch;
      if (batch.length < size) return;
      gt = this.numberOf(last);
    }
  }
}
