import type { NumberRange } from '../orders/order.queries.js';

/** The first of a range, by their numbers, and so many at most. */
type ReadSome<T> = (range: NumberRange, most: number) => Promise<T[]>;

/**
 * Remembers how far a step of the sweeper came, so that the next round goes on from there: nobody waits
 * for ever behind those that always fail. In memory: another process has a place of its own, which costs
 * at most some rounds until everybody has had a turn.
 */
export class RoundRobin<T> {
  #last = 0;

  constructor(private readonly numberOf: (item: T) => number) {}

  /** All of them, in batches, each read when the one before it is done with. */
  async *batches(read: ReadSome<T>, size: number): AsyncGenerator<T[], undefined> {
    const start = this.#last;
    yield* this.#inRange({ gt: start }, read, size);
    yield* this.#inRange({ gt: 0, lte: start }, read, size);
  }

  /** It has had its turn, whatever comes of it. */
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
