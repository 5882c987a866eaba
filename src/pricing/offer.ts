import { add, multiply, type Money } from '../money/money.js';

/** So many copies of a book, as it is sold when the offer is made: later prices and titles do not touch it. */
export interface OfferLine {
  bookId: number;
  slug: string;
  title: string;
  author: string;
  unitPrice: Money;
  quantity: number;
}

/**
 * Everything that a price is made of. Delivery, a discount and tax will be fields here: the compiler
 * then asks for what each comes to (PARTS, below), and an order for where it keeps it.
 */
export interface OfferParts {
  lines: readonly OfferLine[];
}

/** What a cart shows, a checkout agrees to and an order keeps. */
export interface Offer extends OfferParts {
  total: Money;
}

/** One thing that is asked for, and what it comes to: less than nothing for what is taken off. */
interface Item {
  what: string;
  amount: Money;
}

const PARTS: Record<keyof OfferParts, (parts: OfferParts) => Item[]> = {
  lines: ({ lines }) =>
    lines.map((line) => ({ what: `${line.bookId}:${line.quantity}`, amount: amountOf(line) })),
};

/** What a line comes to. */
export function amountOf({ unitPrice, quantity }: OfferLine): Money {
  return multiply(unitPrice, quantity);
}

/** The one place that adds a price up. Throws a RangeError when nothing is asked for. */
export function makeOffer(parts: OfferParts): Offer {
  const [first, ...rest] = itemsOf(parts).map(({ amount }) => amount);
  if (!first) throw new RangeError('An offer is of one thing at least');
  return { ...parts, total: rest.reduce(add, first) };
}

/** `repriced`: it asks for the same, and comes to something else. */
export type Comparison = 'same' | 'repriced' | 'different';

/** Is this still the same offer? Whatever goes into a price is compared here, and nowhere else. */
export function compareOffers(one: Offer, other: Offer): Comparison {
  if (fingerprintOf(one) === fingerprintOf(other)) return 'same';
  return contentsOf(one) === contentsOf(other) ? 'repriced' : 'different';
}

/** The same for a page that shows an offer, and has to say later which it was. */
export function fingerprintOf(offer: Offer): string {
  const { minor, currency } = offer.total;
  const items = itemsOf(offer).map(({ what, amount }) => `${what}:${amount.minor}`);
  return [`${minor} ${currency}`, ...items.sort()].join(',');
}

function contentsOf(parts: OfferParts): string {
  return itemsOf(parts)
    .map(({ what }) => what)
    .sort()
    .join(',');
}

function itemsOf(parts: OfferParts): Item[] {
  return Object.values(PARTS).flatMap((itemsOfPart) => itemsOfPart(parts));
}
