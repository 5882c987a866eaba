import { format } from '../../money/format.js';
import type { Money } from '../../money/money.js';
import { type DeliveryRates, zoneOf } from './rates.js';

/** For the pages of books and the cart: what delivery costs at least, and from what total it is free. */
export interface DeliveryHint {
  from: Money;
  freeFrom: Money | null;
}

/** Null where nothing is sent by post to that country. */
export function hintFor(country: string, rates: DeliveryRates): DeliveryHint | null {
  const methods = zoneOf(country, rates)?.methods ?? [];
  const from = lowest(methods.flatMap((method) => method.rates.map(({ price }) => price)));
  const freeFrom = lowest(methods.flatMap((method) => method.freeFrom ?? []));
  return from && { from, freeFrom };
}

/** The view of views/partials/delivery-hint.hbs. */
export function toHintView(hint: DeliveryHint | null) {
  return hint && { from: format(hint.from), freeFrom: hint.freeFrom && format(hint.freeFrom) };
}

function lowest(amounts: readonly Money[]): Money | null {
  return amounts.reduce<Money | null>(
    (least, amount) => (least === null || amount.minor < least.minor ? amount : least),
    null,
  );
}
