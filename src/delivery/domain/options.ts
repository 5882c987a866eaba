import { money, type Money } from '../../money/money.js';
import type { Delivery, DeliveryKind } from '../../pricing/delivery.js';
import {
  type DeliveryRates,
  type Shipment,
  type PickupMethod,
  type PostMethod,
  zoneOf,
} from './rates.js';

/** Collected in the shop, where it stands in the place of a country. */
export const PICKUP = 'pickup';

/** How the books could get there. */
export interface DeliveryOption {
  method: string;
  kind: DeliveryKind;
  name: string;
  estimate: string;
  /** Null: no rate of this method takes such a shipment. */
  amount: Money | null;
}

/** What a shopper has chosen. */
export type DeliveryChoice = Pick<Delivery, 'method' | 'kind' | 'country' | 'address'>;

/** Every method to that country, or of `pickup`, as the file lists them. Empty for a country that is not served. */
export function methodsTo(
  destination: string,
  rates: DeliveryRates,
): readonly (PostMethod | PickupMethod)[] {
  return destination === PICKUP ? rates.pickup : (zoneOf(destination, rates)?.methods ?? []);
}

/** `methodsTo`, with what they cost. */
export function optionsFor(
  destination: string,
  shipment: Shipment,
  rates: DeliveryRates,
): DeliveryOption[] {
  return methodsTo(destination, rates).map((method) =>
    'rates' in method ? postOption(method, shipment) : pickupOption(method, shipment),
  );
}

/** The choice at today's price. Null if the shop no longer offers it, or not for such a shipment. */
export function deliveryOf(
  choice: DeliveryChoice,
  shipment: Shipment,
  rates: DeliveryRates,
): Delivery | null {
  const destination = choice.kind === 'pickup' ? PICKUP : choice.country;
  const option = optionsFor(destination, shipment, rates).find(
    ({ method }) => method === choice.method,
  );
  if (!option?.amount) return null;
  const { country, address } = choice;
  return { ...option, amount: option.amount, country, address };
}

function pickupOption({ code, name, estimate }: PickupMethod, { total }: Shipment): DeliveryOption {
  return { method: code, kind: 'pickup', name, estimate, amount: money(0, total.currency) };
}

function postOption(method: PostMethod, shipment: Shipment): DeliveryOption {
  const { code, name, estimate } = method;
  return { method: code, kind: 'post', name, estimate, amount: priceOf(method, shipment) };
}

function priceOf({ rates, freeFrom }: PostMethod, { grams, total }: Shipment): Money | null {
  const rate = rates.find(
    ({ upToGrams, upToTotal }) =>
      (upToGrams === null || grams <= upToGrams) &&
      (upToTotal === null || total.minor <= upToTotal.minor),
  );
  // Too heavy for the method: it cannot be sent so, not even free.
  if (!rate) return null;
  return freeFrom !== null && total.minor >= freeFrom.minor ? money(0, total.currency) : rate.price;
}
