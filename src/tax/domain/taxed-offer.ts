import type { Delivery } from '../../pricing/delivery.js';
import { makeOffer, type Offer, type OfferParts, taxedItems } from '../../pricing/offer.js';
import { taxOf } from './tax-of.js';
import type { Place, TaxRules } from './tax-rules.js';

/** How the shop's offers are taxed, and the time for which. */
export interface Taxation {
  rules: TaxRules;
  /** Where the shop is. */
  home: Place;
  at: Date;
}

/**
 * The offer of these parts with their tax: that of the place to which they are delivered, or of the shop's own as an
 * estimate while that is not known. `taxation` null: none is collected. Null if there are no lines.
 */
export function makeTaxedOffer(
  parts: Omit<OfferParts, 'tax'>,
  taxation: Taxation | null,
): Offer | null {
  if (taxation === null) return makeOffer({ ...parts, tax: null });
  const { rules, home, at } = taxation;
  const { delivery } = parts;
  const place = delivery ? placeOf(delivery, home) : home;
  const tax = taxOf(taxedItems(parts), { rules, place, at, isEstimated: !delivery });
  return makeOffer({ ...parts, tax });
}

/** Books that are collected in the shop are sold where it is. */
function placeOf({ kind, country, address }: Delivery, home: Place): Place {
  if (kind === 'pickup') return home;
  if (address && address.state !== '') return { country, state: address.state };
  return country === home.country ? home : { country, state: null };
}
