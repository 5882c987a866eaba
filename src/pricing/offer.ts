import { add, money, multiply, type Money } from '../money/money.js';
import { type Delivery, deliveryContents } from './delivery.js';
import type { Tax, TaxCategory, TaxedAs, TaxedItem, TaxPart } from './tax.js';

/** Copies of a book, with the title and price of the moment when the offer was made. */
export interface OfferLine {
  bookId: number;
  slug: string;
  title: string;
  author: string;
  unitPrice: Money;
  quantity: number;
  taxCategory: TaxCategory;
}

/**
 * The parts of a price. A discount would be a field here: the compiler then requires an entry in PARTS,
 * which is also how it is shown and taxed, and a place in the order.
 */
export interface OfferParts {
  lines: readonly OfferLine[];
  /** Null before it is chosen, and in orders of a time when there was none. */
  delivery: Delivery | null;
  /** Null if none is collected. Computed from the others: see src/tax/domain/taxed-offer.ts. */
  tax: Tax | null;
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
  /** Null for a tax. */
  taxedAs: TaxedAs | null;
}

/** What a row is called: the text `offer.rows.<what>` of the language files, and what is filled in. */
export type Label = NameLabel | TaxLabel;

interface NameLabel {
  what: 'delivery' | 'pickup';
  name: string;
}

interface TaxLabel {
  /** `tax_included`: it is within the total. */
  what: 'tax_included' | 'tax_added';
  name: string;
  /** Per cent. */
  rate: string;
  isEstimated: boolean;
}

const PARTS: Record<keyof OfferParts, (parts: OfferParts) => Item[]> = {
  lines: ({ lines }) =>
    lines.map((line) => ({
      what: `${line.bookId}:${line.quantity}`,
      amount: amountOf(line),
      label: null,
      taxedAs: line.taxCategory,
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
            taxedAs: 'delivery',
          },
        ],
  tax: ({ tax }) => tax?.parts.map((part) => itemOfTax(part, tax)) ?? [],
};

/** Another rate is another offer: what was agreed at the former one is not charged any more. */
function itemOfTax(part: TaxPart, tax: Tax): Item {
  const label = labelOfTax(part, tax);
  const item = { what: `${label.what}:${part.rate}`, amount: part.tax, taxedAs: null };
  return tax.isIncluded
    ? { ...item, amount: nothingOf(part.tax), label: null }
    : { ...item, label };
}

function labelOfTax({ name, rate }: TaxPart, { isIncluded, isEstimated }: Tax): TaxLabel {
  return { what: isIncluded ? 'tax_included' : 'tax_added', name, rate, isEstimated };
}

const nothingOf = ({ currency }: Money) => money(0, currency);

export function amountOf({
  unitPrice,
  quantity,
}: Pick<OfferLine, 'unitPrice' | 'quantity'>): Money {
  return multiply(unitPrice, quantity);
}

/** What the goods cost, as they are priced: without delivery, and without a tax that is added. */
export function goodsTotal(offer: Offer): Money {
  return itemsOf(offer)
    .filter(isOfGoods)
    .map(({ amount }) => amount)
    .reduce(add, money(0, offer.total.currency));
}

const isOfGoods = ({ taxedAs }: Item) => taxedAs !== null && taxedAs !== 'delivery';

/** What a tax is computed of. */
export function taxedItems(parts: Omit<OfferParts, 'tax'>): TaxedItem[] {
  return itemsOf({ ...parts, tax: null }).flatMap(({ amount, taxedAs }) =>
    taxedAs === null ? [] : [{ amount, taxedAs }],
  );
}

/** Computes the total; nothing else adds up a price. Null if there are no lines. */
export function makeOffer(parts: OfferParts): Offer | null {
  const [line] = parts.lines;
  if (!line) return null;
  const amounts = itemsOf(parts).map(({ amount }) => amount);
  return { ...parts, total: amounts.reduce(add, money(0, line.unitPrice.currency)) };
}

/** `repriced`: equal contents, at least one of them at another price. */
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
  return rowsOf(itemsOf(parts));
}

/** What `goodsTotal` consists of besides the lines. */
export function goodsAdjustmentsOf(parts: OfferParts) {
  return rowsOf(itemsOf(parts).filter(isOfGoods));
}

function rowsOf(items: Item[]) {
  return items.flatMap(({ label, amount }) => (label ? [{ label, amount }] : []));
}

/** What the total includes without being more: nothing where tax is added. */
export function includedIn({ tax }: Pick<OfferParts, 'tax'>) {
  if (!tax?.isIncluded) return [];
  return tax.parts.map((part) => ({ label: labelOfTax(part, tax), amount: part.tax }));
}

function itemsOf(parts: OfferParts): Item[] {
  return Object.values(PARTS).flatMap((itemsOfPart) => itemsOfPart(parts));
}
