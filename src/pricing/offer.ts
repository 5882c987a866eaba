import { add, money, multiply, type Money } from '../money/money.js';
import { type Delivery, deliveryContents } from './delivery.js';

/** Copies of a book, with the title and price of the moment when the offer was made. */
export interface OfferLine {
  bookId: number;
  slug: string;
  title: string;
  author: string;
  unitPrice: Money;
  quantity: number;
}

/**
 * The parts of a price. A discount or tax would be fields here: the compiler then requires an entry in
 * PARTS, which is also how pages show it, and a place in the order.
 */
export interface OfferParts {
  lines: readonly OfferLine[];
  /** Null before it is chosen, and in orders of a time when there was none. */
  delivery: Delivery | null;
}

/** A priced offer: shown by the cart, accepted at checkout and stored in the order. */
export interface Offer extends OfferParts {
  total: Money;
}

interface Item {
  /** Identifies it when offers are compared. Without characters that HTML escapes. */
  what: string;
  /** Negative for a deduction. */
  amount: Money;
  /** For a row of its own between the lines and the total. Null for a line. */
  label: Label | null;
}

/** Of which views make a text: see offer.view.ts. */
export interface Label {
  what: 'delivery' | 'pickup';
  name: string;
}

const PARTS: Record<keyof OfferParts, (parts: OfferParts) => Item[]> = {
  lines: ({ lines }) =>
    lines.map((line) => ({
      what: `${line.bookId}:${line.quantity}`,
      amount: amountOf(line),
      label: null,
    })),
  delivery: ({ delivery }) =>
    delivery === null
      ? []
      : [
          {
            what: deliveryContents(delivery),
            amount: delivery.amount,
            label: {
              what: delivery.kind === 'pickup' ? 'pickup' : 'delivery',
              name: delivery.name,
            },
          },
        ],
};

export function amountOf({ unitPrice, quantity }: OfferLine): Money {
  return multiply(unitPrice, quantity);
}

/** Computes the total; nothing else adds up a price. Null if there are no lines. */
export function makeOffer(parts: OfferParts): Offer | null {
  const [line] = parts.lines;
  if (!line) return null;
  const amounts = itemsOf(parts).map(({ amount }) => amount);
  return { ...parts, total: amounts.reduce(add, money(0, line.unitPrice.currency)) };
}

/** `repriced`: equal contents with another total. */
export type Comparison = 'same' | 'repriced' | 'different';

/** Compares two offers; nothing else compares them. */
export function compareOffers(one: Offer, other: Offer): Comparison {
  if (fingerprintOf(one) === fingerprintOf(other)) return 'same';
  return contentsOf(one) === contentsOf(other) ? 'repriced' : 'different';
}

/**
 * A text that is equal for equal offers, for a page to post back which offer it showed. With a delivery it holds the
 * address: no page shows that one.
 */
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

/** What the price consists of besides the lines. */
export function adjustmentsOf(parts: OfferParts) {
  return itemsOf(parts).flatMap(({ label, amount }) => (label ? [{ label, amount }] : []));
}

function itemsOf(parts: OfferParts): Item[] {
  return Object.values(PARTS).flatMap((itemsOfPart) => itemsOfPart(parts));
}
