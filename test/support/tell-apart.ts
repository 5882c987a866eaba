import { randomInt } from 'node:crypto';
import { millisecondsOf } from './stalls.js';

/** Chance alone goes this far once in 150,000 measurements. */
export const BEYOND_CHANCE = 4.5;
const FEWEST = 125;

/** Makes one piece of work ready: only what it then does is measured. */
type Prepare = () => () => Promise<unknown>;

/**
 * By how many standard deviations two kinds of work can be told apart by the time they take. They are
 * done in pairs, and a coin decides which of a pair goes first. If both take equally long, it is as
 * fair a coin which of them was the slower, whatever else the machine does: only the order of a pair
 * counts, never how long.
 */
export async function toldApart(one: Prepare, other: Prepare, pairs: number): Promise<number> {
  let slower = 0;
  for (let pair = 0; pair < pairs; pair += 1) {
    const isOneFirst = randomInt(2) === 0;
    const both = [one(), other()] as const;
    const first = await millisecondsOf(both[isOneFirst ? 0 : 1]);
    const second = await millisecondsOf(both[isOneFirst ? 1 : 0]);
    if (first > second === isOneFirst) slower += 1;
  }
  return Math.abs(slower - pairs / 2) / (Math.sqrt(pairs) / 2);
}

/** How many pairs it takes to tell them apart; Infinity when so many are not enough. */
export async function pairsToTellApart(
  one: Prepare,
  other: Prepare,
  most: number,
): Promise<number> {
  for (let pairs = FEWEST; pairs <= most; pairs *= 2) {
    if ((await toldApart(one, other, pairs)) > BEYOND_CHANCE) return pairs;
  }
  return Infinity;
}
