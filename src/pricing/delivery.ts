import type { Money } from '../money/money.js';

/** A postal address without its country. A field that the country does not write is empty. */
export interface Address {
  name: string;
  line1: string;
  line2: string;
  city: string;
  /** State, province, prefecture or county. */
  state: string;
  postalCode: string;
  phone: string;
}

export type AddressField = keyof Address;

/** `pickup`: collected in the shop. */
export const DELIVERY_KINDS = ['post', 'pickup'] as const;
export type DeliveryKind = (typeof DELIVERY_KINDS)[number];

/** How the books get to the shopper, and what that costs: part of an offer. */
export interface Delivery {
  /** The method's code in delivery.json. */
  method: string;
  kind: DeliveryKind;
  /** The method's name, such as "Parcel with tracking". */
  name: string;
  /** When the books arrive, such as "3–5 days". */
  estimate: string;
  /** 0: free. */
  amount: Money;
  /** ISO 3166-1 alpha-2; the shop's own for `pickup`. */
  country: string;
  /** Null for `pickup`, and once it was deleted. */
  address: Address | null;
}

/** Equal for the same method to the same address. Holds the address: for comparisons, not for pages. */
export function deliveryContents({ method, country, address }: Delivery): string {
  return `delivery:${encodeURIComponent(JSON.stringify([method, country, address && fieldsOf(address)]))}`;
}

/** In a fixed order. */
function fieldsOf({ name, line1, line2, city, state, postalCode, phone }: Address): string[] {
  return [name, line1, line2, city, state, postalCode, phone];
}
