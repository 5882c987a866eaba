import { addressLines } from '../../common/address-format.js';
import { countryName } from '../../common/country-name.js';
import type { Delivery } from '../../pricing/delivery.js';

/** The view of views/partials/order-delivery.hbs. */
export function toDeliveryView(delivery: Delivery | null) {
  if (delivery === null) return null;
  const { kind, name, estimate, country, address } = delivery;
  return {
    isPickup: kind === 'pickup',
    name,
    estimate,
    country: countryName(country),
    lines: address && addressLines(address, country),
    phone: address?.phone ?? '',
  };
}
