import { money } from '../../src/money/money.js';
import type { Address, Delivery } from '../../src/pricing/delivery.js';
import type { OrderLine } from '../../src/orders/domain/order.js';
import type { Tax, TaxPart } from '../../src/pricing/tax.js';
import { makeOffer, type Offer, type OfferLine, type OfferParts } from '../../src/pricing/offer.js';

export const aLine = (changes: Partial<OfferLine> = {}): OfferLine => ({
  bookId: 1,
  slug: 'working-in-public',
  title: 'Working in Public',
  author: 'Nadia Eghbal',
  unitPrice: money(2800, 'usd'),
  quantity: 1,
  taxCategory: 'book',
  ...changes,
});

export const AN_ADDRESS: Address = {
  name: 'Ada Lovelace',
  line1: '12 Mill Lane',
  line2: '',
  city: 'Portland',
  state: 'OR',
  postalCode: '97205',
  phone: '',
};

/** By post within the United States, for $4.50. */
export function aDelivery(changes: Partial<Delivery> = {}): Delivery {
  return {
    method: 'mail',
    kind: 'post',
    name: 'Letter',
    estimate: '3–5 days',
    amount: money(450, 'usd'),
    country: 'US',
    address: AN_ADDRESS,
    ...changes,
  };
}
/** A line of an order, as it is before anything was packed. */
export const anOrderLine = (changes: Partial<OrderLine> = {}): OrderLine => ({
  ...aLine(),
  id: 1,
  reserved: 0,
  canceled: null,
  returned: null,
  ...changes,
});

/** A sales tax of 5 % on $56.00, which is added to it. */
export function aTax(changes: Partial<TaxPart> = {}, isIncluded = false): Tax {
  const part: TaxPart = {
    name: 'Sales tax',
    rate: '5',
    categories: ['book'],
    net: money(5600, 'usd'),
    tax: money(280, 'usd'),
    gross: money(5880, 'usd'),
    ...changes,
  };
  return { isIncluded, isEstimated: false, parts: [part] };
}

/** An example of each part of a price. None is null: the specs prove with it that no part is lost. */
export const EVERY_PART: OfferParts = {
  lines: [aLine({ quantity: 2 })],
  delivery: aDelivery(),
  tax: aTax(),
};

/** Of a price of lines alone. */
export const NO_OTHER_PARTS: Omit<OfferParts, 'lines'> = { delivery: null, tax: null };

/** An offer of one copy for $28.00, and of nothing else unless `changes` names it. */
export function anOffer(changes: Partial<OfferParts> = {}): Offer {
  const offer = makeOffer({ lines: [aLine()], ...NO_OTHER_PARTS, ...changes });
  if (!offer) throw new Error('An offer needs a line');
  return offer;
}
