import { isolate } from '../../common/bidi.js';
import { shorten } from '../../common/shorten.js';

const MAX_NAMED_TITLE = 120;

/** A book whose stock is less than the requested quantity. */
export interface Shortage {
  title: string;
  left: number;
}

/** For the record of an order and for commands. */
export function shortageMessage({ title, left }: Shortage): string {
  const book = `“${shortTitle(title)}”`;
  if (left === 0) return `No copy of ${book} is left.`;
  return left === 1
    ? `Only one copy of ${book} is left.`
    : `Only ${left} copies of ${book} are left.`;
}

export function shortTitle(title: string): string {
  return isolate(shorten(title, MAX_NAMED_TITLE));
}
