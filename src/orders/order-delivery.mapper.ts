import type { Order as OrderRow } from '../database/generated/client.js';
import { type Address, type Delivery, DELIVERY_KINDS } from '../pricing/delivery.js';
import { oneOf, toMoney } from '../database/known-values.js';

type DeliveryColumns = Pick<OrderRow, Extract<keyof OrderRow, `delivery${string}`>>;

/** The delivery of an order, and its other columns. A CHECK has all of the delivery's columns or none. */
export function splitDelivery<Row extends DeliveryColumns>(row: Row, currency: string) {
  const {
    deliveryMethod: method,
    deliveryKind: kind,
    deliveryName: name,
    deliveryEstimate: estimate,
    deliveryMinor: minor,
    deliveryCountry: country,
    deliveryAddress: address,
    ...rest
  } = row;
  if (!method || kind === null || minor === null) return [null, rest] as const;
  const delivery: Delivery = {
    method,
    kind: oneOf('kind of delivery', DELIVERY_KINDS, kind),
    name: name ?? '',
    estimate: estimate ?? '',
    amount: toMoney(minor, currency),
    country: country ?? '',
    address: address === null ? null : (JSON.parse(address) as Address),
  };
  return [delivery, rest] as const;
}

/** The inverse of `splitDelivery`. */
export function toDeliveryColumns(delivery: Delivery | null): Partial<DeliveryColumns> {
  if (delivery === null) return {};
  const { method, kind, name, estimate, amount, country, address } = delivery;
  return {
    deliveryMethod: method,
    deliveryKind: kind,
    deliveryName: name,
    deliveryEstimate: estimate,
    deliveryMinor: amount.minor,
    deliveryCountry: country,
    deliveryAddress: address && JSON.stringify(address),
  };
}
